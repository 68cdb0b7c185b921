// What the cells of a table say, and the controls that a reader sees at once; what these do is loaded when one is first used.

// Cells: what they sort by, what is searched, filtered, and written as CSV. This knows no state and no types of columns: a column's head
// says how its cells sort (data-sort), how they filter (data-filter), and what CSV has of them (data-export); a cell says by data-value
// what it sorts by, where its words do not.

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

// Controls: at the columns' heads, and in a bar above the table.

export const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value)
    else element.setAttribute(name, value)
  }
  element.append(...children)
  return element
}

export const makeButton = (text, click, attributes) =>
  make("button", { type: "button", class: "genai-table__button", click, ...attributes }, text)

export const makeBox = (text, change, ...more) => make("label", { class: "genai-table__option" },
  make("input", { type: "checkbox", change: ({ target }) => change(target.checked) }), " ", text, ...more)

export const withOrWithout = (values, value, on) => on ? [...values, value] : [...values].filter(other => other !== value)

// Opens a panel at a button, which from then on opens and closes it without us. `fill(panel)` brings it up to date every time that
// something changes while it is open.
export const openPanel = (tool, button, fill) => {
  const panel = make("div", { popover: "auto", class: "genai-table__panel", role: "group", "aria-label": button.ariaLabel ?? button.textContent })
  const refresh = () => fill(panel)
  panel.addEventListener("toggle", ({ newState }) => {
    tool.open[newState === "open" ? "add" : "delete"](refresh)
    if (newState === "open") refresh()
  })
  tool.element.append(panel)
  button.popoverTargetElement = panel
  refresh()
  panel.showPopover({ source: button })
}

const later = () => import("./genai-later.js")

// The columns that a table is sorted by: its reader's, or its author's.
export const sortsOf = tool => words(tool.keys("sort").join(" ") || tool.author)

const addSort = (tool, column) => {
  const { head, id } = column
  // Up, down, and as it was.
  const next = key => key === id ? `-${id}` : key === `-${id}` && columnOf(tool.author) !== id ? "" : id
  const click = ({ shiftKey }) => {
    const keys = sortsOf(tool)
    const own = keys.find(key => columnOf(key) === id)
    const all = own ? keys.map(key => key === own ? next(key) : key) : [...keys, id]
    tool.update({ sort: shiftKey ? all.filter(Boolean).join(" ") : next(keys.length > 1 ? "" : own) })
  }
  // Before a click comes the pointer.
  const ready = () => tool.ranks(column)
  const attributes = { type: "button", class: "genai-table__sort", title: tool.words.sort_by_several }
  const title = head.querySelector(".genai-table__title")
  head.prepend(make("button", { ...attributes, click, pointerenter: ready, focus: ready }, title))
}

const addFilter = (tool, column) => {
  const button = makeButton("", async () => {
    if (!button.popoverTargetElement) (await later()).openFilter(tool, column, button)
  }, { class: "genai-table__filter", "aria-label": `${tool.words.filter}: ${column.title}` })
  column.head.append(button)
}

const searchInput = tool => {
  const label = tool.words.search
  let timer
  let typing = false
  const search = () => {
    clearTimeout(timer)
    if (input.value === tool.get("search")) return
    tool.whenRead(() => {
      // One step back for a search, not one for each letter.
      tool.update({ search: input.value }, typing ? "replaceState" : "pushState")
      typing = true
    })
  }
  const input = make("input", {
    type: "search", class: "genai-table__search", placeholder: label, "aria-label": label,
    input: () => {
      clearTimeout(timer)
      timer = setTimeout(search, 150)
    },
    change: search,
    focus: () => tool.whenRead(() => {}),
    blur: () => { typing = false }
  })
  return input
}

const reset = tool => {
  tool.state = new URLSearchParams()
  tool.update({ search: "" })
  tool.bar.querySelector("input, button").focus()
}

// The bar's buttons: what each does, and how much of it the reader has chosen.
const BUTTONS = {
  sort: async (tool, button) => openPanel(tool, button, (await later()).order(tool)),
  columns: async (tool, button) => openPanel(tool, button, (await later()).columns(tool)),
  compare: async tool => (await later()).toggle(tool),
  export: async (tool, button) => openPanel(tool, button, (await later()).exports(tool))
}
const NUMBERS = { columns: tool => tool.keys("hide").length, compare: tool => tool.chosen().size }

export const addControls = tool => {
  const { controls, columns } = tool
  if (controls.has("sort")) for (const column of columns) addSort(tool, column)
  if (controls.has("filter")) for (const column of columns) if (column.filter) addFilter(tool, column)
  if (controls.size === 1 && controls.has("sort")) return
  tool.count = make("p", { role: "status", class: "genai-table__count" })
  tool.resets = [0, 1].map(() => tool.button("reset", () => reset(tool)))
  tool.empty = make("p", { class: "genai-table__empty" }, tool.words.nothing, tool.resets[1])
  tool.buttons = Object.entries(BUTTONS).filter(([name]) => controls.has(name === "export" ? "download" : name)).map(([name, use]) => {
    const button = tool.button(name, () => { if (!button.popoverTargetElement) use(tool, button) })
    return [name, button]
  })
  tool.input = controls.has("search") && searchInput(tool)
  tool.bar = make("div", { class: "genai-table__tools", role: "group", "aria-labelledby": tool.table.caption.id },
    ...tool.input ? [tool.input] : [], ...tool.buttons.map(([, button]) => button), tool.resets[0], tool.count)
  tool.element.prepend(tool.bar)
  tool.scroll.append(tool.empty)
}

export const showChosen = tool => BUTTONS.compare(tool)

export const showBar = async tool => {
  const { state, words } = tool
  const search = tool.get("search")
  const shown = tool.fit.filter(Boolean).length
  const said = tool.say("count", { shown, total: tool.rows.length })
  if (tool.count.textContent !== said) tool.count.textContent = said
  // The last line is renewed once rows have been left out.
  if (tool.table.tFoot && (tool.summed || shown < tool.rows.length)) {
    tool.summed = (await later()).summarize(tool, said)
  }
  tool.empty.hidden = shown > 0
  tool.resets[0].hidden = !state.size
  if (tool.input && tool.input.value !== search) tool.input.value = search
  for (const [name, button] of tool.buttons) {
    const many = NUMBERS[name]?.(tool)
    button.textContent = words[name] + (many ? ` (${many.toLocaleString(language)})` : "")
  }
  if (tool.chips || tool.columns.some(({ id }) => isSet(tool.filter(id)))) (await later()).showChips(tool)
  if (tool.marks || search) (await later()).mark(tool)
}
