// Sets the formulas of a page with KaTeX, and leaves code, and what an answer says of dollars, alone.
renderMathInElement(document.body, {
    delimiters: [
        {left: "$$", right: "$$", display: true},
        {left: "$", right: "$", display: false},
    ],
    ignoredTags: ["script", "style", "pre", "code", "option"],
    throwOnError: false,
});
