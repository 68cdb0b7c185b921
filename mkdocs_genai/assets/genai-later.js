// What a table's controls do, loaded when one is first used: filters, order, columns, rows side by side, what a search has found,
// what a reader takes away, and the last line of a table that shows other rows.

import {
  collator, columnOf, copyOf, fold, idOf, language, make, makeBox, makeButton, oneLine, openPanel, orderOf, sortable, sortsOf, tagsOf, termsOf, textOf,
  valueOf, withOrWithout, wordsOf
} from "./genai.js"

// Filters, order and columns: what the rows must be, at the head of each column; and above the table what has been chosen, each with
// a sign that takes it away.

const LONG = 12
const MOST = 50

// The words for each value of a column, as the first cell that has it says them; in their order.
const namesOf = (tool, column) => {
  const { index, filter, sort } = column
  if (column.names) return column.names
  const found = new Map()
  tool.values(column).forEach((values, number) => values.forEach((value, place) => {
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
const counts = (tool, column) => {
  const fit = tool.fits(column)
  const found = new Map()
  tool.values(column).forEach((values, number) => {
    if (fit[number]) for (const value of new Set(values)) found.set(value, (found.get(value) ?? 0) + 1)
  })
  return found
}

const list = (tool, column, panel) => {
  const { id, filter } = column
  const names = namesOf(tool, column)
  const now = () => tool.filter(id)
  const boxes = new Map()
  const boxOf = value => {
    if (!boxes.has(value)) {
      const number = make("span", { class: "genai-table__number" })
      boxes.set(value, makeBox(names.get(value), on => tool.update({ [`is.${id}`]: withOrWithout(now().is, value, on) }), " ", number))
    }
    return boxes.get(value)
  }
  const area = make("div", { class: "genai-table__choices" })
  const all = makeBox(tool.words.all_of_them, on => tool.update({ [`all.${id}`]: on ? "1" : "" }))
  const refresh = () => {
    const found = counts(tool, column)
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
  const known = tool.rows.map(({ children }) => valueOf(children[index])).filter(Boolean).sort(orderOf({ sort }))
  const ends = { min: known[0], max: known.at(-1) }
  const type = sort === "number" ? "number" : "date"
  const inputs = ["min", "max"].map(name => {
    const end = type === "date" ? ends[name].padEnd(10, name === "min" ? "-01" : "-31").slice(0, 10) : ends[name]
    const input = make("input", {
      type, step: "any", placeholder: end, class: "genai-table__end",
      change: ({ target }) => tool.update({ [`${name}.${id}`]: target.value })
    })
    panel.append(make("label", { class: "genai-table__option" }, `${tool.words[name]} `, input, ` (${end})`))
    return input
  })
  return () => {
    const filter = tool.filter(id)
    inputs[0].value = filter.min
    inputs[1].value = filter.max
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
        tool.update({ hide: withOrWithout(tool.keys("hide"), id, !on).join(" ") })
      })))
    }
    panel.querySelectorAll("input").forEach((input, index) => { input.checked = !tool.keys("hide").includes(rest[index].id) })
  }
}

// The columns to sort by: one list for each, and one more.
export const order = tool => panel => {
  const keys = sortsOf(tool)
  const all = sortable(tool).flatMap(({ id, title }) => [[id, `${title}, ${tool.words.ascending}`], [`-${id}`, `${title}, ${tool.words.descending}`]])
  const lists = [...keys, ""].map((own, place) => {
    const change = ({ target }) => {
      tool.update({ sort: keys.toSpliced(place, 1, target.value).filter(Boolean).join(" ") })
      panel.children[place].focus()
    }
    const free = all.filter(([key]) => !keys.some(other => other !== own && columnOf(other) === columnOf(key)))
    const options = [["", "—"], ...free].map(([value, text]) => make("option", { value }, text))
    const list = make("select", { class: "genai-table__button", "aria-label": tool.words[place ? "then_by" : "sort_by"], change }, ...options)
    list.value = own
    return list
  })
  panel.replaceChildren(...lists)
}

export const showChips = tool => {
  const chips = tool.chips ??= make("div", { class: "genai-table__chips", role: "group", "aria-label": tool.words.filter })
  tool.bar.after(chips)
  const chip = (text, change) => makeButton(text, () => {
    tool.update(change)
    // The next one, which has come by now, or what was there before any.
    setTimeout(() => (chips.querySelector("button") ?? tool.bar.querySelector("input, button")).focus())
  }, { class: "genai-table__chip", "aria-label": tool.say("remove", { name: text }) })
  chips.replaceChildren(...tool.columns.filter(column => column.filter).flatMap(column => {
    const { id, title } = column
    const { is, min, max } = tool.filter(id)
    const values = [...is].map(value => chip(`${title}: ${namesOf(tool, column).get(value) ?? value}`, { [`is.${id}`]: withOrWithout(is, value) }))
    return [...values, ...min ? [chip(`${title} ≥ ${min}`, { [`min.${id}`]: "" })] : [], ...max ? [chip(`${title} ≤ ${max}`, { [`max.${id}`]: "" })] : []]
  }))
  chips.hidden = !chips.hasChildNodes()
}

// Rows side by side, as columns, so that each line compares one thing: a view that opens and closes; what differs has a sign.

const OWN = ".genai-table__select, .genai-table__link, .genai-best"

const buttonOf = tool => tool.buttons.find(([name]) => name === "compare")[1]

const asCell = (cell, tag, attributes) => make(tag, { class: cell.className, ...attributes }, ...copyOf(cell, OWN).childNodes)

const bestOf = (cells, column) => {
  const known = cells.map(valueOf).filter(Boolean).sort(orderOf(column))
  return column.better && known.at(column.better === "higher" ? -1 : 0)
}

const sideBySide = tool => {
  const chosen = tool.chosen()
  const numbers = tool.order.filter(number => chosen.has(idOf(tool.rows[number])))
  const all = numbers.map(number => tool.cells(number))
  const headOf = number => {
    const row = tool.rows[number]
    const cell = row.children[0]
    const head = asCell(cell, "th", { scope: "col" })
    const name = wordsOf(cell)
    const remove = () => {
      tool.update({ rows: withOrWithout(chosen, idOf(row)).join(" ") })
      buttonOf(tool).focus()
    }
    head.append(" ", makeButton("×", remove, { "aria-label": tool.say("remove", { name }), class: "genai-table__button genai-table__remove" }))
    return head
  }
  const lines = tool.every.slice(1).filter(({ head }) => !head.hidden).flatMap(column => {
    const cells = all.map(({ [column.index]: cell }) => cell)
    const differ = new Set(cells.map(cell => textOf(cell))).size > 1
    if (!differ && tool.get("differ")) return []
    const head = make("th", { scope: "row" }, ...differ ? [make("span", { class: "genai-table__sign", role: "img", "aria-label": tool.words.differs }, "≠"), " "] : [], column.title)
    const best = differ && bestOf(cells, column)
    const copies = cells.map(cell => {
      const copied = asCell(cell, "td")
      if (best && valueOf(cell) === best) copied.prepend(make("span", { class: "genai-best", role: "img", "aria-label": tool.words.best }))
      return copied
    })
    return [make("tr", differ ? { class: "genai-table__differs" } : {}, head, ...copies)]
  })
  const heads = make("tr", {}, make("th", { scope: "col" }, tool.words.column), ...numbers.map(headOf))
  return make("table", { class: "genai-table__table" }, make("thead", {}, heads), make("tbody", {}, ...lines))
}

const addBoxes = tool => {
  const boxes = tool.rows.map(({ children: [head] }) => {
    const label = tool.say("select", { row: wordsOf(head) })
    head.prepend(make("input", { type: "checkbox", class: "genai-table__select", "aria-label": label }))
    return head.firstChild
  })
  tool.table.addEventListener("change", ({ target }) => {
    if (!target.matches(".genai-table__select")) return
    const id = idOf(target.closest("tr"))
    tool.update({ rows: withOrWithout(tool.chosen(), id, target.checked).join(" ") }, "replaceState")
  })
  return boxes
}

const addView = tool => {
  const boxes = addBoxes(tool)
  const number = make("span", { role: "status" })
  const side = tool.button("side_by_side", () => {
    tool.update({ compare: tool.get("compare") ? "" : "1" })
    if (tool.get("compare")) region.focus()
  })
  const differ = makeBox(tool.words.only_differences, on => tool.update({ differ: on ? "1" : "" }))
  const bar = make("div", { class: "genai-table__compare", role: "group", "aria-label": tool.words.compare }, number, side, differ)
  const region = make("div", { class: "genai-table__scroll", role: "region", tabindex: 0, "aria-label": tool.words.side_by_side })
  const refresh = () => {
    const chosen = tool.chosen()
    tool.rows.forEach((row, index) => { boxes[index].checked = chosen.has(idOf(row)) })
    number.textContent = tool.say("selected", { count: chosen.size })
    side.disabled = chosen.size < 2
    region.hidden = differ.hidden = !tool.get("compare") || side.disabled
    side.setAttribute("aria-expanded", !region.hidden)
    differ.firstChild.checked = tool.get("differ")
    region.replaceChildren(...region.hidden ? [] : [sideBySide(tool)])
  }
  tool.scroll.before(bar, region)
  tool.element.addEventListener("keydown", ({ key, target }) => {
    if (key === "Escape" && !bar.hidden && !target.closest("[popover], input[type=search]")) toggle(tool)
  })
  return { bar, region, refresh }
}

// Opens or closes it all; what is chosen stays so.
export const toggle = tool => {
  const isNew = !tool.view
  const { bar, region, refresh } = tool.view ??= addView(tool)
  const open = isNew || bar.hidden
  bar.hidden = !open
  tool.open[open ? "add" : "delete"](refresh)
  tool.element.classList.toggle("genai-table--selecting", open)
  buttonOf(tool).setAttribute("aria-expanded", open)
  if (open) refresh()
  else {
    region.hidden = true
    if (tool.get("compare")) tool.update({ compare: "" })
    buttonOf(tool).focus()
  }
}

// Search: what is found is marked in the rows that are shown by the browser's highlights, which change nothing in the page.

const NAME = "genai-match"
// A long table's rows are marked when they come into sight, all but the first.
const FIRST = 60

// Where the terms are in a text, whose folded letters may be fewer or more than its own.
const placesOf = (text, terms) => {
  const letters = text.split("").map(fold)
  const starts = letters.flatMap((letter, at) => Array(letter.length).fill(at))
  const folded = letters.join("")
  const places = []
  for (const term of terms) {
    for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + 1)) {
      places.push([starts[at], starts[at + term.length - 1] + 1])
    }
  }
  return places
}

const marker = tool => {
  if (!CSS.highlights.has(NAME)) CSS.highlights.set(NAME, new Highlight())
  const highlight = CSS.highlights.get(NAME)
  const marked = new Set()
  let ranges = []
  const markRow = number => {
    const terms = termsOf(tool.get("search"))
    if (!tool.fit[number] || marked.has(number) || !terms.length) return
    marked.add(number)
    for (const part of tool.cells(number)) {
      const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT)
      while (walker.nextNode()) {
        const text = walker.currentNode
        for (const [startOffset, endOffset] of placesOf(text.data, terms)) {
          const range = new StaticRange({ startContainer: text, startOffset, endContainer: text, endOffset })
          highlight.add(range)
          ranges.push(range)
        }
      }
    }
  }
  const markGroup = ({ target, skipped }) => { if (!skipped) [...target.rows].forEach(row => markRow(tool.rows.indexOf(row))) }
  for (const group of tool.groups) group.addEventListener("contentvisibilityautostatechange", markGroup)
  return () => {
    for (const range of ranges) highlight.delete(range)
    ranges = []
    marked.clear()
    const found = tool.order.filter(number => tool.fit[number])
    found.slice(0, tool.widths ? FIRST : Infinity).forEach(markRow)
  }
}

export const mark = tool => {
  if (!CSS.highlights) return
  tool.marks ??= marker(tool)
  if (tool.marked !== tool.get("search")) tool.marks()
  tool.marked = tool.get("search")
}

// What a table shows, in the reader's order: as CSV, as Markdown, or as text that a spreadsheet pastes.

const plain = (cell, save) => {
  const value = valueOf(cell)
  if (!value) return value
  if (save === "link") return [...cell.querySelectorAll("a:not(.genai-note a, .genai-table__link)")].map(link => link.href).join("; ") || value
  if (save === "items") return tagsOf(cell).join("; ")
  // A number that is shown as it was written, such as <1, is more than the number that it sorts by.
  return save === "words" ? wordsOf(cell) : cell.querySelector("data")?.value ?? value
}

// A spreadsheet takes a text that begins like this for a formula, and begins anew behind what it takes for a separator.
const harmless = text => /^-?\d+(\.\d+)?( ?%)?$/.test(text) ? text : text.replace(/(^|[;,|\t\r\n]\s*)(?=[=+\-@\t\r])/g, "$1'")
const quoted = text => /[",;\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text

const lines = (tool, textOf) => {
  const columns = tool.every.filter(({ head }) => !head.hidden)
  const rows = tool.order.filter(number => tool.fit[number]).map(number => tool.cells(number))
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

// The last line, for the rows that are shown: what it says of each column, in the column's own form.

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
const power = (_, digits) => `×10${digits.replace("-", "⁻").replace(/\d/g, digit => SUPERSCRIPTS[digit])}`

const totalOf = (values, { summary, format, pattern }) => {
  const sum = values.reduce((total, value) => total + Number(value), 0)
  const total = summary === "mean" ? sum / values.length : sum
  const text = total.toLocaleString(language, JSON.parse(format)).replace(/E(-?\d+)/, power)
  return pattern?.replace("{value}", text) ?? text
}

export const summarize = (tool, said) => {
  const foot = tool.table.tFoot.rows[0]
  const shown = tool.rows.filter((_, number) => tool.fit[number])
  foot.querySelector(".genai-table__summarized").textContent = said
  for (const column of tool.columns) {
    const place = foot.cells[column.index].querySelector("[data-summary]")
    if (!place) continue
    const { summary } = place.dataset
    const cells = shown.map(({ cells }) => cells[column.index]).filter(valueOf)
    const known = cells.map(valueOf)
    if (summary === "count") place.textContent = known.length.toLocaleString(language)
    else if (!known.length) place.textContent = "—"
    else if (place.dataset.format) place.textContent = totalOf(known, place.dataset)
    else {
      const end = known.toSorted(orderOf(column)).at(summary === "max" ? -1 : 0)
      place.replaceChildren(...copyOf(cells[known.indexOf(end)], ".genai-note, .genai-best").childNodes)
    }
  }
  return true
}
