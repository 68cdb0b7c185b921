// The panels in which a reader chooses: what the rows of a table must be, at the head of each column, and which columns are shown;
// and above the table what has been chosen, each with a sign that takes it away.

import { make, makeBox, makeButton, openPanel, withOrWithout } from "./genai-controls.js"
import { collator, fold, language, orderOf, tagsOf, valueOf, wordsOf } from "./genai-values.js"

// A longer list gets a search, and shows so many of its values.
const LONG = 12
const MOST = 50

const change = (tool, id, part) => {
  const { filters } = tool.state
  tool.update({ filters: new Map(filters).set(id, { ...filters.get(id), ...part }) })
}

// The words for each value of a column, as the first cell that has it says them; in their order.
const namesOf = (tool, column) => {
  const { id, index, filter, sort } = column
  if (column.names) return column.names
  const found = new Map()
  tool.values(id).forEach((values, number) => values.forEach((value, place) => {
    if (found.has(value)) return
    const cell = tool.rows[number].children[index]
    found.set(value, value === "" ? tool.words.unknown : filter === "items" ? tagsOf(cell)[place] : wordsOf(cell))
  }))
  const compare = orderOf(column)
  const byValue = ([a, one], [b, other]) => (a === "") - (b === "")
    || (filter === "flags" ? b - a : sort === "text" ? collator.compare(one, other) : compare(a, b))
  return column.names = new Map([...found].sort(byValue))
}

// How many rows each value would leave, as far as search and the other filters go.
const counts = (tool, id) => {
  const fit = tool.fits(id)
  const found = new Map()
  tool.values(id).forEach((values, number) => {
    if (fit[number]) for (const value of values) found.set(value, (found.get(value) ?? 0) + 1)
  })
  return found
}

const list = (tool, column, panel) => {
  const { id, filter } = column
  const names = namesOf(tool, column)
  const now = () => tool.state.filters.get(id)
  const boxes = new Map()
  const boxOf = value => {
    if (!boxes.has(value)) {
      const number = make("span", { class: "genai-table__number" })
      boxes.set(value, makeBox(names.get(value), on => change(tool, id, { is: withOrWithout(now().is, value, on) }), " ", number))
    }
    return boxes.get(value)
  }
  const area = make("div", { class: "genai-table__choices" })
  const all = makeBox(tool.words.all_of_them, on => change(tool, id, { all: on ? "1" : "" }))
  const refresh = () => {
    const found = counts(tool, id)
    for (const [value, box] of boxes) {
      box.firstChild.checked = now().is.has(value)
      box.lastChild.textContent = (found.get(value) ?? 0).toLocaleString(language)
    }
    all.firstChild.checked = now().all
  }
  const narrow = word => {
    const others = [...names.keys()].filter(value => !now().is.has(value) && fold(names.get(value)).includes(fold(word)))
    area.replaceChildren(...[...[...now().is].filter(value => names.has(value)), ...others].slice(0, MOST).map(boxOf))
    refresh()
  }
  const label = tool.words.find_value
  const input = ({ target }) => narrow(target.value)
  const search = make("input", { type: "search", class: "genai-table__search", placeholder: label, "aria-label": label, input })
  panel.append(...names.size > LONG ? [search] : [], ...filter === "items" ? [all] : [], area)
  if (names.size > LONG) narrow("")
  else area.append(...[...names.keys()].map(boxOf))
  return refresh
}

// Two ends, whose column says what they may be.
const range = (tool, { id, index, sort }, panel) => {
  const known = tool.rows.map(({ children }) => valueOf(children[index])).filter(Boolean)
  const compare = orderOf({ sort })
  const sorted = known.sort(compare)
  const ends = { min: sorted[0], max: sorted.at(-1) }
  const type = sort === "number" ? "number" : "date"
  const inputs = ["min", "max"].map(name => {
    const end = type === "date" ? ends[name].padEnd(10, name === "min" ? "-01" : "-31").slice(0, 10) : ends[name]
    const input = make("input", {
      type, step: "any", placeholder: end, class: "genai-table__end",
      change: ({ target }) => change(tool, id, { [name]: target.value })
    })
    panel.append(make("label", { class: "genai-table__option" }, `${tool.words[name]} `, input, ` (${end})`))
    return input
  })
  return () => {
    const { min, max } = tool.state.filters.get(id)
    inputs[0].value = min
    inputs[1].value = max
  }
}

export const openFilter = (tool, column, button) => {
  let refresh
  openPanel(tool, button, panel => {
    refresh ??= (column.filter === "range" ? range : list)(tool, column, panel)
    refresh()
  })
}

export const columns = tool => {
  const [, ...rest] = tool.columns
  return panel => {
    if (!panel.hasChildNodes()) {
      panel.append(...rest.map(({ id, title }) => makeBox(title, on => {
        tool.update({ hidden: withOrWithout(tool.state.hidden, id, !on) })
      })))
    }
    panel.querySelectorAll("input").forEach((input, index) => { input.checked = !tool.state.hidden.has(rest[index].id) })
  }
}

export const showChips = tool => {
  const chips = tool.chips ??= make("div", { class: "genai-table__chips", role: "group", "aria-label": tool.words.filter })
  tool.bar.after(chips)
  const chip = (text, id, part) => makeButton(text, () => {
    change(tool, id, part)
    // The next one, which has come by now, or what was there before any.
    setTimeout(() => (chips.querySelector("button") ?? tool.bar.querySelector("input, button")).focus())
  }, { class: "genai-table__chip", "aria-label": tool.say("remove", { name: text }) })
  chips.replaceChildren(...tool.columns.filter(({ id }) => tool.state.filters.has(id)).flatMap(column => {
    const { id, title } = column
    const { is, min, max } = tool.state.filters.get(id)
    const values = [...is].map(value => chip(`${title}: ${namesOf(tool, column).get(value) ?? value}`, id, { is: withOrWithout(is, value) }))
    return [...values, ...min ? [chip(`${title} ≥ ${min}`, id, { min: "" })] : [], ...max ? [chip(`${title} ≤ ${max}`, id, { max: "" })] : []]
  }))
  chips.hidden = !chips.hasChildNodes()
}
