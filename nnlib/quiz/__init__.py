"""Questions with a reply to every answer, and predictions that are kept and counted."""

from nnlib.quiz.question import Option, Question
from nnlib.quiz.record import Tally, tally
from nnlib.quiz.widget import Quiz, ask, predict

__all__ = ["Option", "Question", "Quiz", "Tally", "ask", "predict", "tally"]
