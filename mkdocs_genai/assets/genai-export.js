// Takes away what a table shows, in the reader's order: as CSV, as Markdown, or as text that a spreadsheet pastes.

import { make } from "./genai-controls.js"
import { oneLine, tagsOf, valueOf, wordsOf } from "./genai-values.js"

const plain = (cell, save) => {
  const value = valueOf(cell)
  if (!value) return value
  if (save === "link") return [...cell.querySelectorAll("a:not(.genai-note a)")].map(link => link.href).join("; ") || value
  if (save === "items") return tagsOf(cell).join("; ")
  // A number that is shown as it was written, such as <1, is more than the number that it sorts by.
  return save === "words" ? wordsOf(cell) : cell.querySelector("data")?.value ?? value
}

// A spreadsheet takes a text that begins like this for a formula, and begins anew behind what it takes for a separator.
const harmless = text => /^-?\d+(\.\d+)?( ?%)?$/.test(text) ? text : text.replace(/(^|[;,|\t\r\n]\s*)(?=[=+\-@\t\r])/g, "$1'")
const quoted = text => /[",;\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text

const lines = (tool, textOf) => {
  const columns = tool.columns.filter(({ head }) => !head.hidden)
  const rows = tool.order.filter(number => tool.fit[number]).map(number => tool.rows[number].children)
  return [columns.map(({ title }) => title), ...rows.map(cells => columns.map(({ index, save }) => textOf(cells[index], save)))]
}

const download = tool => {
  const csv = lines(tool, plain).map(line => `${line.map(text => quoted(harmless(text))).join(",")}\r\n`).join("")
  // Without a byte order mark, spreadsheets take UTF-8 for something else.
  const href = URL.createObjectURL(new Blob([`\ufeff${csv}`], { type: "text/csv;charset=utf-8" }))
  // Not in the page, so that Material's instant navigation does not see the click.
  make("a", { href, download: `${tool.element.dataset.name}.csv` }).click()
  setTimeout(() => URL.revokeObjectURL(href), 10000)
}

const tabs = tool => lines(tool, plain).map(line => line.map(text => harmless(oneLine(text))).join("\t")).join("\n")

const markdown = tool => {
  const [titles, ...rows] = lines(tool, cell => wordsOf(cell)).map(line => line.map(text => text.replace(/[\\|\x60*_[\]<]/g, "\\$&")))
  return [titles, titles.map(() => "---"), ...rows].map(line => `| ${line.join(" | ")} |\n`).join("")
}

const copy = (tool, text) => navigator.clipboard.writeText(text).then(() => { tool.count.textContent = tool.words.copied })

export const exports = tool => panel => {
  if (panel.hasChildNodes()) return
  panel.append(
    tool.button("download", () => download(tool)),
    tool.button("copy_markdown", () => copy(tool, markdown(tool))),
    tool.button("copy_tabs", () => copy(tool, tabs(tool)))
  )
}
