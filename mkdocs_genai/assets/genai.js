// Makes a comparison table a tool for its reader: sort, search, filter, choose columns, compare rows, take them away. The table is
// whole without it. Everything it adds is made here, in place, with words that the page brings along; what a control needs is loaded
// when it is first used. Each table keeps its state in the address, under its own id, so that a view can be shared, and found again.

// Cells: what they sort by, what is searched, filtered, and written as CSV. This knows no state and no types of columns: a column's head
// says how its cells sort (data-sort), how they filter (data-filter), and what CSV has of them (data-export); a cell says by data-value
// what it sorts by, where its words do not.

export const language = document.documentElement.lang || undefined
export const collator = new Intl.Collator(language, { numeric: true, sensitivity: "base" })

// As people search: without regard to upper case, accents and the German sharp s. Most text is ASCII, which needs no more.
export const fold = text => /^[\0-\x7f]*$/.test(text) ? text.toLowerCase()
  : text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase(language).replaceAll("ß", "ss")
export const columnOf = key => key.replace(/^-/, "")
const words = text => text.split(" ").filter(Boolean)
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
// Numbers that are the same to JavaScript, which has only 53 bits for them, may still differ in their last digits.
const byDigits = (a, b) => {
  const [one, other] = [a, b].map(value => value.split(".")).map(([whole, part = ""]) => BigInt(whole + part.padEnd((a + b).length, "0")))
  return Number(one - other)
}
const byNumber = (a, b) => a - b || (a !== b && [a, b].every(value => /^-?\d+(\.\d+)?$/.test(value)) ? byDigits(a, b) : 0)
export const orderOf = ({ sort }) => ({ number: byNumber, code: byCode })[sort] ?? collator.compare
// A copy of a cell that lacks some of its parts.
export const copyOf = (cell, parts) => {
  const copy = cell.cloneNode(true)
  for (const part of copy.querySelectorAll(parts)) part.remove()
  return copy
}
// A cell's words without signs for the eye alone, and without the number of its note.
export const wordsOf = cell => textOf(copyOf(cell, "[aria-hidden=true], .genai-note"))

// The place of each row's value among those of its column, by which rows sort as fast as numbers; -1 where it is unknown.
const ranksOf = (rows, column) => {
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
const valuesOf = (rows, { index, filter }) => rows.map(({ children: { [index]: cell } }) => {
  const value = valueOf(cell)
  return filter === "items" && value ? tagsOf(cell).map(fold) : [fold(value)]
})

// A filter has values, of which a cell must have one or all, or the ends of a range.
const isSet = ({ is, min, max }) => is.size > 0 || min !== "" || max !== ""

const testOf = ({ is, min, max, all }, { filter, sort }) => {
  if (filter !== "range") return all ? values => [...is].every(value => values.includes(value)) : values => values.some(value => is.has(value))
  // A year is the first day of it, and a time is the day that it is on.
  const end = text => text && (sort === "number" ? Number(text) : text.padEnd(10, "-01").slice(0, 10))
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

// Rows are sorted within their groups, where all have the same value in one column.
export const sortable = ({ columns }) => columns.filter(({ head }) => !("grouped" in head.dataset))

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
  export: async (tool, button) => openPanel(tool, button, (await later()).exports(tool)),
  fullscreen: ({ element }) => document.fullscreenElement ? document.exitFullscreen() : element.requestFullscreen()
}
const NUMBERS = { columns: tool => tool.keys("hide").length, compare: tool => tool.chosen().size }

// The row's id in the registry, with which its anchor ends.
export const idOf = row => row.dataset.row ?? row.id.split("_").pop()

// In a long table, a row gets the link to itself when a reader comes to it.
const addLink = (tool, { target }) => {
  const { id, firstElementChild: head } = target.closest("tbody tr[id]:not(:has(.genai-table__link))") ?? {}
  if (id) head.append(make("a", { class: "genai-table__link", href: `#${id}`, "aria-label": tool.say("row_link", { row: textOf(head) }) }))
}

const addControls = tool => {
  const { controls, columns } = tool
  for (const type of ["pointerover", "focusin"]) tool.table.addEventListener(type, event => addLink(tool, event))
  if (controls.has("sort")) for (const column of sortable(tool)) addSort(tool, column)
  if (controls.has("filter")) for (const column of columns) if (column.filter) addFilter(tool, column)
  if (controls.size === 1 && controls.has("sort")) return
  if (!document.fullscreenEnabled) controls.delete("fullscreen")
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

const showChosen = tool => BUTTONS.compare(tool)

const showBar = async tool => {
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

// The table and what its reader has chosen.

// A browser needs seconds to lay thousands of rows out. A long table therefore comes in groups (several <tbody>), each of which is
// laid out when it comes near the window. Of the rows there, each frame lays out so many while one types, and a whole window when one
// sorts; then it has twice as many milliseconds for others.
const STEP = 3
const WINDOW = 20

// The control that each name in the address belongs to. Others are those of a filter, each with a point and its column: `is` for values,
// `all` if a cell must have all of them, and `min` and `max` for the ends of a range.
const CONTROLS = { sort: "sort", search: "search", hide: "columns", rows: "compare", compare: "compare", differ: "compare" }

const tools = new Set()

const anchorOf = ({ hash }) => {
  try {
    return decodeURIComponent(hash.slice(1))
  } catch {
    return "" // a lone % sign
  }
}
class Tool {
  constructor(element) {
    this.element = element
    this.scroll = element.querySelector(".genai-table__scroll")
    this.table = element.querySelector("table")
    this.id = element.id
    this.words = JSON.parse(element.dataset.words)
    this.controls = new Set(words(element.dataset.controls))
    this.groups = [...this.table.tBodies]
    // Rows that have a heading stay below it. What is a row to a reader may have another one, which opens below it.
    this.heads = this.groups.map(({ rows: [row] }) => row.cells[0].scope === "rowgroup" ? [row] : [])
    const rowsOf = ({ rows }) => [...rows].filter(({ cells: [{ scope }] }) => scope === "row")
    this.rows = this.groups.flatMap(rowsOf)
    this.parts = this.rows.map(row => row.nextElementSibling?.matches(".genai-table__more") ? [row, row.nextElementSibling] : [row])
    let end = 0
    let section = -1
    this.sections = this.groups.flatMap((group, at) => {
      if (this.heads[at][0]) section = at
      return rowsOf(group).map(() => section)
    })
    this.ends = this.groups.map(group => end += rowsOf(group).length)
    // All that a reader finds, compares and takes away, of which the first ones are columns.
    const heads = [...this.table.tHead.rows[0].cells, ...this.inside(0, "dt", "[data-title]")]
    this.every = heads.map((head, index) => {
      const { column: id, sort, filter, export: save, better, title } = head.dataset
      return { head, index, id, sort, filter, save, better, title: title ?? textOf(head.querySelector(".genai-table__title") ?? head) }
    })
    this.columns = this.every.filter(({ id }) => id)
    const first = this.columns.find(({ head }) => head.ariaSort)
    this.author = first ? (first.head.ariaSort === "descending" ? "-" : "") + first.id : ""
    this.order = [...this.rows.keys()]
    this.fit = this.rows.map(() => true)
    this.open = new Set()
    this.texts = []
    this.state = new URLSearchParams()
    this.shown = { sort: "", hidden: [] }
    addControls(this)
    if ("long" in element.dataset) this.widen()
    else this.element.classList.remove("genai-table--waiting")
  }

  // Parts of what opens below a row, and of the heading above it.
  inside(number, below, above) {
    const [, more] = this.parts[number]
    const [head] = this.heads[this.sections[number]] ?? []
    return [...more?.querySelectorAll(below) ?? [], ...head?.querySelectorAll(above) ?? []]
  }

  // What a row has of all that a reader finds.
  cells(number) {
    return [...this.rows[number].children, ...this.inside(number, "dd", "[data-title] .genai-table__value")]
  }

  button(word, click, attributes) {
    return makeButton(this.words[word], click, attributes)
  }

  say(word, values) {
    return this.words[word].replace(/\{(\w+)\}/g, (whole, name) => {
      const value = values[name] ?? whole
      return typeof value === "number" ? value.toLocaleString(language) : value
    })
  }

  // State: what the reader chose, as the address says it.

  get(name) {
    return this.state.get(name) ?? ""
  }

  // The ids of columns, as far as there are such columns; in front of one that is sorted by, there may be a hyphen.
  keys(name) {
    return words(this.get(name)).filter(key => this.columns.some(({ id }) => id === columnOf(key)))
  }

  chosen() {
    return new Set(words(this.get("rows")))
  }

  filter(id) {
    const [min, max, all] = ["min", "max", "all"].map(name => this.get(`${name}.${id}`))
    return { is: new Set(this.state.getAll(`is.${id}`).map(fold)), min, max, all }
  }

  read() {
    const own = [...new URLSearchParams(location.search)].filter(([name]) => name.startsWith(`${this.id}.`))
    const pairs = own.map(([name, value]) => [name.slice(this.id.length + 1), value])
    return new URLSearchParams(pairs.filter(([name]) => this.controls.has(CONTROLS[name] ?? "filter")))
  }

  // Shows what the address says; tells whether that was something new.
  restore() {
    const state = this.read()
    if (this.done && String(state) === String(this.state)) return false
    this.done = true
    this.state = state
    this.show()
    if (this.get("rows") && !this.view) showChosen(this)
    return true
  }

  save(how) {
    const url = new URL(location)
    for (const name of [...url.searchParams.keys()]) if (name.startsWith(`${this.id}.`)) url.searchParams.delete(name)
    for (const [name, value] of this.state) url.searchParams.append(`${this.id}.${name}`, value)
    // The history's own state is Material's: where the page is scrolled to.
    if (url.href !== location.href) history[how](history.state, "", url)
  }

  // A change has texts, of which an empty one says nothing, or lists of values.
  update(change, how = "pushState") {
    for (const [name, value] of Object.entries(change)) {
      this.state.delete(name)
      for (const each of Array.isArray(value) ? value : value ? [value] : []) this.state.append(name, each)
      if (!["columns", "compare"].includes(CONTROLS[name])) this.scroll.scrollTop = 0
    }
    this.save(how)
    this.show()
  }

  // A link to a row must find it, whatever the reader filters by.
  reveal(anchor) {
    const row = anchor ? this.rows.find(({ id }) => id === anchor) : undefined
    if (!row) return
    if (!this.fit[this.rows.indexOf(row)]) {
      const names = [...this.state.keys()].filter(name => name === "search" || !CONTROLS[name])
      this.update(Object.fromEntries(names.map(name => [name, ""])), "replaceState")
    }
    this.finish?.()
    // The table scrolls below its own header, then the page below the site's; again, since a group has its height when it is in sight.
    const lead = times => {
      this.scroll.scrollTop += row.getBoundingClientRect().top - this.table.tHead.getBoundingClientRect().bottom
      this.scroll.scrollIntoView()
      if (times) setTimeout(lead, 60, times - 1)
    }
    lead(4)
  }

  // What is shown.

  show() {
    const sort = this.get("sort")
    const hidden = this.keys("hide")
    const moved = sort !== this.shown.sort
    if (moved) this.sort(this.keys("sort"))
    for (const { id, index } of this.columns) {
      const hide = index > 0 && hidden.includes(id)
      if (hide === this.shown.hidden.includes(id)) continue
      for (const { children: { [index]: cell } } of this.table.rows) if (cell) cell.hidden = hide
    }
    this.shown = { sort, hidden }
    if (this.widths) this.setWidths()
    const fit = this.fits()
    const isNew = moved || fit.some((fits, number) => fits !== this.fit[number])
    this.fit = fit
    if (isNew) this.place(moved)
    if (this.bar) showBar(this)
    for (const refresh of this.open) refresh()
  }

  ranks(column) {
    return column.ranks ??= ranksOf(this.rows, column)
  }

  // Within their groups, by several columns, the first one first; unknown values last, and equal rows as their author has them.
  sort(keys) {
    const sorts = [[this.sections, 1], ...keys.map(key => {
      const column = this.columns.find(({ id }) => id === columnOf(key))
      return [this.ranks(column), key === column.id ? 1 : -1]
    })]
    this.order = [...this.rows.keys()].sort((a, b) => {
      for (const [{ [a]: one, [b]: other }, sign] of sorts) {
        if (one !== other) return one < 0 ? 1 : other < 0 ? -1 : sign * (one - other)
      }
      return a - b
    })
    const signs = keys.length ? keys : words(this.author)
    for (const { head, id } of this.columns) {
      const place = signs.findIndex(key => columnOf(key) === id)
      if (place < 0) head.removeAttribute("aria-sort")
      else head.setAttribute("aria-sort", signs[place] === id ? "ascending" : "descending")
      const { dataset } = head.firstElementChild
      if (place >= 0 && signs.length > 1) dataset.place = (place + 1).toLocaleString(language)
      else delete dataset.place
    }
  }

  // Rows in sight come a few in each frame, those out of sight, which need no layout, as many as fit into a frame. What is not yet up to
  // date stands so far below that it is out of sight.
  place(moved) {
    cancelAnimationFrame(this.frame)
    this.moving ||= moved
    const { groups, moving } = this
    const near = moving ? WINDOW : innerHeight / 13
    const room = moving ? WINDOW : STEP
    let at = 0
    let shown = 0
    const step = until => {
      const most = shown + room
      if (this.below) this.below.style.marginTop = ""
      while (at < groups.length && (shown < near ? shown < most : performance.now() < until)) shown += this.placeGroup(at++)
      this.below = groups[at]
      if (!this.below) this.moving = false
      else {
        this.below.style.marginTop = "300vh"
        this.frame = requestAnimationFrame(() => step(performance.now() + 2 * room))
      }
    }
    this.finish = () => {
      cancelAnimationFrame(this.frame)
      shown = Infinity
      step(Infinity)
    }
    step()
  }

  // Gives a group its rows, and tells how many of them are shown.
  placeGroup(at) {
    const group = this.groups[at]
    const numbers = this.order.slice(this.ends[at - 1] ?? 0, this.ends[at])
    const shown = numbers.filter(number => this.fit[number]).length
    if (this.moving) group.replaceChildren(...this.heads[at], ...numbers.flatMap(number => this.parts[number]))
    let count = shown
    for (const head of this.heads[at]) {
      count = this.fit.filter((fits, number) => fits && this.sections[number] === at).length
      for (const number of head.querySelectorAll(".genai-table__number")) number.textContent = count.toLocaleString(language)
    }
    group.hidden = !count
    // The rows of a hidden group may stay as they are.
    if (count) for (const number of numbers) for (const part of this.parts[number]) part.hidden = !this.fit[number]
    group.style.setProperty("--genai-rows", shown)
    return shown
  }

  // The rows that search and filters let through; `except` one column's filter.
  fits(except) {
    const tests = []
    const terms = termsOf(this.get("search"))
    if (terms.length) {
      this.readTexts(Infinity)
      tests.push(number => terms.every(term => this.texts[number].includes(term)))
    }
    for (const column of this.columns) {
      const filter = this.filter(column.id)
      if (column === except || !column.filter || !isSet(filter)) continue
      const values = this.values(column)
      const test = testOf(filter, column)
      tests.push(number => test(values[number]))
    }
    return this.rows.map((_, number) => tests.every(test => test(number)))
  }

  // The words of the next rows.
  readTexts(count) {
    while (count-- > 0 && this.texts.length < this.rows.length) {
      this.texts.push(fold(oneLine(this.cells(this.texts.length).map(cell => cell.textContent).join(" "))))
    }
  }

  // Reads the words of all rows in steps, so that one can type meanwhile.
  whenRead(then) {
    if (this.texts.length === this.rows.length) return then()
    this.readTexts(WINDOW)
    setTimeout(() => this.whenRead(then))
  }

  values(column) {
    return column.values ??= valuesOf(this.rows, column)
  }

  // The widths that the first rows need hold for all of them, in letters of their size.
  widen() {
    const observer = new ResizeObserver(() => {
      const size = parseFloat(getComputedStyle(this.table).fontSize)
      const widths = this.columns.map(({ head }) => head.getBoundingClientRect().width / size)
      // Inside a closed tab there are none yet.
      if (!widths[0]) return
      observer.disconnect()
      this.widths = widths
      this.setWidths()
      this.element.classList.add("genai-table--long")
      this.element.classList.remove("genai-table--waiting")
    })
    observer.observe(this.table)
  }

  setWidths() {
    const widths = this.widths.filter((_, index) => !this.columns[index].head.hidden)
    this.table.style.setProperty("--genai-columns", widths.map(width => `minmax(${width}em, ${width}fr)`).join(" "))
  }
}

class GenaiTable extends HTMLElement {
  connectedCallback() {
    this.page = location.pathname
    if (document.readyState === "loading") {
      // Rows are still coming in. What is not laid out now makes a long page readable earlier.
      this.classList.add("genai-table--waiting")
      document.addEventListener("DOMContentLoaded", () => this.start(), { once: true })
    } else this.start()
  }

  disconnectedCallback() {
    tools.delete(this.tool)
    // A script that stays in what Material takes away keeps the whole document that it came with.
    for (const script of this.querySelectorAll("script")) script.remove()
  }

  start() {
    if (!this.isConnected) return
    this.tool ??= new Tool(this)
    this.tool.page = this.page
    tools.add(this.tool)
    this.tool.restore()
    this.tool.reveal(anchorOf(location))
  }
}

const here = () => [...tools].filter(({ page }) => page === location.pathname)

// For genai-back.js: shows what the address says; tells whether that was about tables.
if (window.genai) window.genai.restore = () => here().filter(tool => tool.restore()).length > 0

// A link inside the page may lead to a row that is not shown, and drops the tables' state from the address.
document.addEventListener("click", ({ target, ctrlKey, metaKey }) => {
  const link = target.closest?.("a[href]")
  if (!link?.hash || link.pathname !== location.pathname || ctrlKey || metaKey) return
  for (const tool of here()) tool.reveal(anchorOf(link))
  setTimeout(() => { for (const tool of here()) tool.save("replaceState") })
}, true)

addEventListener("hashchange", () => { for (const tool of here()) tool.reveal(anchorOf(location)) })

// What is printed is what is shown.
addEventListener("beforeprint", () => { for (const tool of here()) tool.finish?.() })

// Where a site has another address for this file than the one that its other part asks for, it runs twice.
if (!customElements.get("genai-table")) customElements.define("genai-table", GenaiTable)
