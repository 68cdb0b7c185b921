// What the cells of a table say: to sort by, to search in, to filter by, and as CSV. Knows no controls and no state, and no types
// of columns: a column's head says how its cells sort (data-sort), how they filter (data-filter), and what CSV has of them
// (data-export); a cell says by data-value what it sorts by, where its words do not.

export const language = document.documentElement.lang || undefined
export const collator = new Intl.Collator(language, { numeric: true, sensitivity: "base" })

// As people search: without regard to upper case, accents and the German sharp s. Most text is ASCII, which needs no more.
export const fold = text => /^[\0-\x7f]*$/.test(text) ? text.toLowerCase()
  : text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase(language).replaceAll("ß", "ss")
export const columnOf = key => key.replace(/^-/, "")
export const words = text => text.split(" ").filter(Boolean)
export const oneLine = text => text.trim().replace(/\s+/g, " ")
export const textOf = cell => oneLine(cell.textContent)

// What a cell sorts by, "" where it is unknown: its own value, that of an element at its beginning, or its text.
export const valueOf = cell => {
  const own = cell.getAttribute("data-value")
  if (own !== null) return own
  const first = cell.firstElementChild
  return (first?.localName === "data" ? first.value : first?.localName === "time" ? first.dateTime : null) ?? textOf(cell)
}
export const tagsOf = cell => [...cell.querySelectorAll(".genai-tag")].map(textOf)

// What is searched for: words, and phrases in quotes.
export const termsOf = search => [...oneLine(fold(search)).matchAll(/"([^"]+)"?|[^\s"]+/g)].map(([word, phrase]) => phrase ?? word)

const byCode = (a, b) => a < b ? -1 : Number(a > b)
// Numbers that are the same to JavaScript may still differ as integers: it has only 53 bits for them.
const byNumber = (a, b) => a - b || (/^-?\d{16,}$/.test(a) && /^-?\d{16,}$/.test(b) ? Number(BigInt(a) - BigInt(b)) : 0)
export const orderOf = ({ sort }) => ({ number: byNumber, code: byCode })[sort] ?? collator.compare
// A cell's words without signs for the eye alone, and without the number of its note.
export const wordsOf = cell => {
  const copy = cell.cloneNode(true)
  for (const part of copy.querySelectorAll("[aria-hidden=true], .genai-note, .genai-table__select")) part.remove()
  return textOf(copy)
}

// The place of each row's value among those of its column, by which rows sort as fast as numbers; -1 where it is unknown.
export const ranksOf = (rows, column) => {
  const compare = orderOf(column)
  const values = rows.map(({ children }) => valueOf(children[column.index]))
  const ranks = new Map([["", -1]])
  let last
  for (const value of [...new Set(values)].filter(Boolean).sort(compare)) {
    ranks.set(value, ranks.size > 1 && !compare(last, value) ? ranks.get(last) : ranks.size)
    last = value
  }
  return values.map(value => ranks.get(value))
}

// A list for each row, since a cell may have several tags.
export const valuesOf = (rows, { index, filter }) => rows.map(({ children: { [index]: cell } }) => {
  const value = valueOf(cell)
  return filter === "items" && value ? tagsOf(cell).map(fold) : [fold(value)]
})

// A filter has values, of which a cell must have one or all, or the ends of a range.
export const isSet = ({ is, min, max }) => is.size > 0 || min !== "" || max !== ""

export const testOf = ({ is, min, max, all }, { filter, sort }) => {
  if (filter !== "range") return all ? values => [...is].every(value => values.includes(value)) : values => values.some(value => is.has(value))
  // A year is the first day of it.
  const end = text => text && (sort === "number" ? Number(text) : text.padEnd(10, "-01"))
  const [from, to] = [end(min), end(max)]
  return ([value]) => value !== "" && (from === "" || end(value) >= from) && (to === "" || end(value) <= to)
}
