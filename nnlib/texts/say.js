// What a script says stands in it in English, as _(`… {place}`, { place: value }); the kernel sends what the language
// that is asked for has of it, as `phrases`.
let phrases = {};
const _ = (english, values = {}) =>
    (phrases[english] ?? english).replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
