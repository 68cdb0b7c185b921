// What the cells of a table say: to sort by, to search in, to filter by, and as CSV. Knows no controls and no state, and no types
// of columns: a column's head says how its cells sort (data-sort), how they filter (data-filter), and what CSV has of them
// (data-export); a cell says by data-value what it sorts by, where its words do not.

export const language = document.documentElement.lang || undefined
export const collator = new Intl.Collator(language, { numeric: true, sensitivity: "base" })

// As people search: without regard to upper case and accents.
export const fold = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase(language)
export const textOf = cell => cell.textContent.trim().replace(/\s+/g, " ")

// What a cell sorts by, "" where it is unknown: its own value, that of an element at its beginning, or its text.
const valueOf = cell => {
  const own = cell.getAttribute("data-value")
  if (own !== null) return own
  const first = cell.firstElementChild
  return (first?.localName === "data" ? first.value : first?.localName === "time" ? first.dateTime : null) ?? textOf(cell)
}
const tagsOf = cell => [...cell.querySelectorAll(".genai-tag")].map(textOf)

const byCode = (a, b) => a < b ? -1 : Number(a > b)
// Numbers that are the same to JavaScript may still differ as integers: it has only 53 bits for them.
const byNumber = (a, b) => a - b || (/^-?\d{16,}$/.test(a) && /^-?\d{16,}$/.test(b) ? Number(BigInt(a) - BigInt(b)) : 0)
const orders = { number: byNumber, code: byCode }
// A cell's words without signs for the eye alone, and without the number of its note.
export const wordsOf = cell => {
  const copy = cell.cloneNode(true)
  for (const part of copy.querySelectorAll("[aria-hidden=true], .genai-note, .genai-table__select")) part.remove()
  return textOf(copy)
}

// Unknown values come last either way; equal ones stay in the order given.
export const sorted = (rows, { index, sort }, descending) => {
  const compare = orders[sort] ?? collator.compare
  const sign = descending ? -1 : 1
  const keyed = rows.map(row => [valueOf(row.children[index]), row])
  keyed.sort(([a], [b]) => a === "" || b === "" ? (a === "") - (b === "") : sign * compare(a, b))
  return keyed.map(([, row]) => row)
}

// A list for each row, since a cell may have several tags.
export const valuesOf = (rows, { index, filter }) => rows.map(({ children: { [index]: cell } }) => {
  const value = valueOf(cell)
  return filter === "items" && value ? tagsOf(cell) : [value]
})

// The words for a value, as a cell has it.
export const nameOf = (value, { index, filter }, rows, words) => {
  if (value === "") return words.unknown
  return filter === "items" ? value : wordsOf(rows.find(row => valueOf(row.children[index]) === value).children[index])
}

const plain = (cell, save) => {
  const value = valueOf(cell)
  if (!value) return value
  if (save === "link") return [...cell.querySelectorAll("a:not(.genai-note a)")].map(link => link.href).join("; ") || value
  if (save === "items") return tagsOf(cell).join("; ")
  // A number that is shown as it was written, such as <1, is more than the number that it sorts by.
  return save === "words" ? wordsOf(cell) : cell.querySelector("data")?.value ?? value
}

// A spreadsheet takes a text that begins like this for a formula.
const harmless = text => /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?( ?%)?$/.test(text) ? `'${text}` : text
const quoted = text => /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text

export const csv = (columns, rows) => {
  const lines = rows.map(row => columns.map(({ index, save }) => plain(row.children[index], save)))
  return [columns.map(({ title }) => title), ...lines].map(line => `${line.map(cell => quoted(harmless(cell))).join(",")}\r\n`).join("")
}
