"""A question in words: its options by their letters, its replies, in HTML and in plain text."""

from nnlib._machinery.tables import marked_up
from nnlib.quiz.question import Question
from nnlib.texts import _

LETTERS = "ABCDEFGH"
RUN_FIRST = "To choose an answer, run this cell first: Shift + Enter."


def lettered(question: Question, number: int) -> str:
    """Write an option behind its letter: "B. (4, 1)"."""
    return f"{LETTERS[number]}. {question.options[number].text}"


def reply_to(question: Question, number: int) -> str:
    """Say in HTML whether an option is right, and its reply."""
    option = question.options[number]
    verdict = _("✓ Right.") if option.right else _("✗ Not yet.")
    return f"<b>{verdict}</b> {as_html(option.reply)}"


def verdict_on(question: Question, number: int) -> str:
    """Say in HTML whether a prediction was right, and why; of a wrong one, what is right."""
    if question.options[number].right:
        return f"<b>{_('✓ You were right.')}</b> {as_html(question.options[number].reply)}"
    right = next(i for i, option in enumerate(question.options) if option.right)
    answer = as_html(lettered(question, right).rstrip("."))
    return (
        f"<b>{_('✗ Not this time.')}</b> {as_html(question.options[number].reply)}<br>"
        f"<b>{_('The answer is {answer}.', answer=answer)}</b> {as_html(question.options[right].reply)}"
    )


def as_html(text: str) -> str:
    """Escape a text, and set what stands between backticks as code."""
    return marked_up(text, quote=False)


def as_text(title: str, question: Question) -> str:
    """Write a question with its options, in plain text."""
    options = [lettered(question, number) for number in range(len(question.options))]
    return "\n".join([f"{title}: {question.text}", *options, _(RUN_FIRST)])


def as_static_html(title: str, question: Question) -> str:
    """Write a question with its options, and with the replies to be opened below."""
    options = "".join(f"<li>{as_html(option.text)}</li>" for option in question.options)
    replies = "".join(f"<li>{reply_to(question, i)}</li>" for i in range(len(question.options)))
    ordered = '<ol style="list-style-type: upper-alpha">{}</ol>'
    return (
        f"<p><b>{title}:</b> {as_html(question.text)}</p>{ordered.format(options)}<p><i>{_(RUN_FIRST)}</i></p>"
        f"<details><summary>{_('The answer')}</summary>{ordered.format(replies)}</details>"
    )
