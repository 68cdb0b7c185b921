// Temperature, top-k and top-p, as a decoder applies them: in this order, each to what the one before has left.

const percent = (share) => (share > 0 && share < 0.0005 ? "under 0.1%" : `${(100 * share).toFixed(1)}%`)

function scaled(values) {
  const total = values.reduce((sum, value) => sum + value, 0)
  return values.map((value) => value / total)
}

/** The share of each word by its score; 0 for a word that top-k or top-p leaves out. */
export function shares(scores, temperature, k, p) {
  const highest = Math.max(...scores)
  const soft = scaled(scores.map((score) => Math.exp((score - highest) / temperature)))
  const ranked = scores.map((_, index) => index).sort((one, other) => scores[other] - scores[one] || one - other)
  const few = ranked.slice(0, k)
  const total = few.reduce((sum, index) => sum + soft[index], 0)
  const kept = new Set()
  let reached = 0
  for (const index of few) {
    // Sums of shares miss a round number by a hair.
    if (reached >= p - 1e-9) break
    kept.add(index)
    reached += soft[index] / total
  }
  return scaled(soft.map((share, index) => (kept.has(index) ? share : 0)))
}

/** The place of the word that a number from 0 to 1 falls on. */
export function drawn(found, number) {
  let reached = 0
  const place = found.findIndex((share) => (reached += share) > number)
  return place < 0 ? found.findLastIndex((share) => share > 0) : place
}

export function start(figure, { make, slider, say }) {
  const rows = [...figure.querySelectorAll("tbody tr")]
  const words = rows.map((row) => row.cells[0].textContent)
  const scores = rows.map((row) => Number(row.cells[1].textContent.replace("−", "-")))
  const settings = { temperature: 1, k: scores.length, p: 1 }
  const text = make("p", { class: "demo__result" })
  let found

  function show() {
    found = shares(scores, settings.temperature, settings.k, settings.p)
    rows.forEach((row, index) => {
      const out = found[index] === 0
      row.classList.toggle("demo__out", out)
      row.cells[2].querySelector("span").textContent = out ? "left out" : percent(found[index])
      row.querySelector("rect").setAttribute("width", 100 * found[index])
    })
  }

  function set(name) {
    return (value) => {
      settings[name] = value
      show()
      const left = found.filter((share) => share > 0).length
      const best = found.indexOf(Math.max(...found))
      say(`${left} of ${words.length} words can be drawn; ${words[best]} has ${percent(found[best])}.`)
    }
  }

  function draw() {
    const twenty = Array.from({ length: 20 }, () => words[drawn(found, Math.random())])
    const kinds = new Set(twenty).size
    text.textContent = `${twenty.join(", ")} (${kinds} different)`
    say(`Drawn: ${text.textContent}`)
  }

  const decimals = (value) => value.toFixed(2).replace(/0$/, "")
  figure.prepend(
    make(
      "div",
      { class: "demo__controls", role: "group", "aria-label": "How the next word is chosen" },
      slider("Temperature", { min: 0.1, max: 3, step: 0.1, value: 1, words: decimals }, set("temperature")),
      slider("Top-k", { min: 1, max: scores.length, value: scores.length, words: (k) => `${k} of ${scores.length}` }, set("k")),
      slider("Top-p", { min: 0.05, max: 1, step: 0.05, value: 1, words: decimals }, set("p")),
      make("button", { type: "button", class: "demo__button", click: draw }, "Draw 20 words"),
      text,
    ),
  )
  show()
}
