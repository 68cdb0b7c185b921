// Marks what a search has found, in the rows that are shown: by the browser's highlights, which change nothing in the page, or by
// <mark> where it has none.

import { make } from "./genai-controls.js"
import { fold, termsOf } from "./genai-values.js"

const NAME = "genai-match"
// A long table's rows are marked when they come into sight, all but the first.
const FIRST = 60

// Where the terms are in a text, whose folded letters may be fewer or more than its own; the last place first.
const placesOf = (text, terms) => {
  const starts = []
  let folded = ""
  for (let at = 0; at < text.length; at++) {
    const letter = fold(text[at])
    for (let count = letter.length; count > 0; count--) starts.push(at)
    folded += letter
  }
  const places = []
  for (const term of terms) {
    for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + 1)) {
      places.push([starts[at], starts[at + term.length - 1] + 1])
    }
  }
  places.sort(([a], [b]) => b - a)
  return places.filter(([, end], index) => !index || end <= places[index - 1][0])
}

const textsOf = row => {
  const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT)
  const texts = []
  while (walker.nextNode()) texts.push(walker.currentNode)
  return texts
}

const highlighter = () => {
  if (!CSS.highlights.has(NAME)) CSS.highlights.set(NAME, new Highlight())
  const highlight = CSS.highlights.get(NAME)
  return (node, startOffset, endOffset) => {
    const range = new StaticRange({ startContainer: node, startOffset, endContainer: node, endOffset })
    highlight.add(range)
    return () => highlight.delete(range)
  }
}

const wrap = (node, start, end) => {
  const found = node.splitText(start)
  found.splitText(end - start)
  const element = make("mark", { class: NAME })
  found.replaceWith(element)
  element.append(found)
  return () => {
    const { parentNode } = element
    element.replaceWith(found)
    parentNode.normalize()
  }
}

const marker = tool => {
  const markText = CSS.highlights ? highlighter() : wrap
  const marked = new Set()
  let undo = []
  const markRow = row => {
    const terms = termsOf(tool.state.search)
    if (row.hidden || marked.has(row) || !terms.length) return
    marked.add(row)
    for (const text of textsOf(row)) for (const place of placesOf(text.data, terms)) undo.push(markText(text, ...place))
  }
  const markGroup = ({ target, skipped }) => { if (!skipped) [...target.rows].forEach(markRow) }
  for (const group of tool.groups) group.addEventListener("contentvisibilityautostatechange", markGroup)
  return () => {
    for (const each of undo) each()
    undo = []
    marked.clear()
    const found = tool.order.filter(number => tool.fit[number])
    for (const number of tool.widths ? found.slice(0, FIRST) : found) markRow(tool.rows[number])
  }
}

export const mark = tool => {
  tool.marks ??= marker(tool)
  if (tool.marked !== tool.state.search) tool.marks()
  tool.marked = tool.state.search
}
