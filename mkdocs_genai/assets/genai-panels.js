// The panels of a table's tool: filters, columns, and rows side by side. Each function makes its panel when it is first opened,
// and brings it up to date every time something changes while it is open.

import { collator, language, nameOf, wordsOf } from "./genai-values.js"

export const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value)
    else element.setAttribute(name, value)
  }
  element.append(...children)
  return element
}

const checkbox = (text, change, ...more) => make("label", { class: "genai-table__option" },
  make("input", { type: "checkbox", change: ({ target }) => change(target.checked) }), " ", text, ...more)

const withOrWithout = (set, value, on) => new Set(on ? [...set, value] : [...set].filter(other => other !== value))

const choices = (tool, column) => {
  const { id, filter } = column
  const values = [...new Set(tool.values(id).flat())]
  values.sort((a, b) => (a === "") - (b === "") || (filter === "flags" ? b - a : collator.compare(a, b)))
  return values.map(value => {
    const number = make("span", { class: "genai-table__number" })
    const change = on => {
      const { filters } = tool.state
      tool.update({ filters: new Map(filters).set(id, withOrWithout(filters.get(id), value, on)) })
    }
    return { id, value, number, label: checkbox(nameOf(value, column, tool.rows, tool.words), change, " ", number) }
  })
}

// How many rows each value would leave, as far as search and the other filters go.
const counts = (tool, id) => {
  const fits = tool.fits(id)
  const found = new Map()
  tool.values(id).forEach((values, index) => {
    if (fits.has(tool.rows[index])) for (const value of values) found.set(value, (found.get(value) ?? 0) + 1)
  })
  return found
}

const filter = (tool, panel) => {
  const { filters } = tool.state
  tool.choices ??= tool.columns.filter(({ id }) => filters.has(id)).flatMap(column => {
    const made = choices(tool, column)
    const labels = made.map(({ label }) => label)
    panel.append(make("fieldset", { class: "genai-table__choices" }, make("legend", {}, column.title), ...labels))
    return made
  })
  const found = new Map([...filters.keys()].map(id => [id, counts(tool, id)]))
  for (const { id, value, number, label } of tool.choices) {
    number.textContent = (found.get(id).get(value) ?? 0).toLocaleString(language)
    label.firstChild.checked = filters.get(id).has(value)
  }
}

const columns = (tool, panel) => {
  const [, ...rest] = tool.columns
  if (!panel.hasChildNodes()) {
    panel.append(...rest.map(({ id, title }) => checkbox(title, on => {
      tool.update({ hidden: withOrWithout(tool.state.hidden, id, !on) })
    })))
  }
  panel.querySelectorAll("input").forEach((input, index) => { input.checked = !tool.state.hidden.has(rest[index].id) })
}

// The chosen rows as columns, so that each line compares one thing.
const sideBySide = tool => {
  const rows = tool.sorted.filter(row => tool.state.chosen.has(row.dataset.row))
  const copy = (cell, tag, attributes) => {
    const copied = make(tag, { class: cell.className, ...attributes }, ...cell.cloneNode(true).childNodes)
    copied.querySelector(".genai-table__select")?.remove()
    return copied
  }
  const line = (head, cells) => make("tr", {}, head, ...cells)
  const heads = line(make("th", { scope: "col" }, tool.words.column), rows.map(row => copy(row.children[0], "th", { scope: "col" })))
  const lines = tool.columns.slice(1).filter(({ head }) => !head.hidden).map(({ title, index }) =>
    line(make("th", { scope: "row" }, title), rows.map(row => copy(row.children[index], "td"))))
  return make("table", { class: "genai-table__table" }, make("thead", {}, heads), make("tbody", {}, ...lines))
}

const addBoxes = tool => {
  tool.boxes = tool.rows.map(({ children: [head] }) => {
    const label = tool.say("select", { row: wordsOf(head) })
    head.prepend(make("input", { type: "checkbox", class: "genai-table__select", "aria-label": label }))
    return head.firstChild
  })
  tool.body.addEventListener("change", () => {
    const rows = tool.rows.filter((_, index) => tool.boxes[index].checked)
    tool.update({ chosen: new Set(rows.map(row => row.dataset.row)) }, "replaceState")
  })
}

const compare = (tool, panel) => {
  const { chosen, compared } = tool.state
  if (!tool.boxes) {
    addBoxes(tool)
    tool.number = make("span", { role: "status" })
    tool.side = tool.button("side_by_side", () => {
      tool.update({ compared: "1" })
      tool.region.focus()
    })
    const attributes = { class: "genai-table__scroll", role: "region", tabindex: 0, "aria-label": tool.words.side_by_side }
    tool.region = make("div", attributes)
    panel.append(tool.number, tool.side, tool.region)
  }
  tool.rows.forEach((row, index) => { tool.boxes[index].checked = chosen.has(row.dataset.row) })
  tool.number.textContent = tool.say("selected", { count: chosen.size })
  tool.side.disabled = chosen.size < 2
  tool.region.hidden = !compared || chosen.size < 2
  tool.region.replaceChildren(...tool.region.hidden ? [] : [sideBySide(tool)])
}

export const panels = { filter, columns, compare }
