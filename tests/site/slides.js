// Shows the slides; a slide that is longer than the screen is scrolled.
Reveal.initialize({ hash: true, center: false, transition: "none", width: 1040, height: 780, margin: 0.03 });
