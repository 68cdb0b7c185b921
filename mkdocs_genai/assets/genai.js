// Makes a comparison table a tool for its reader: sort, search, filter, choose columns, compare rows, take them away. The table is
// whole without it. Everything it adds is made here, in place, with words that the page brings along; what a control needs is loaded
// when it is first used. Each table keeps its state in the address, under its own id, so that a view can be shared, and found again.

import {
  addControls, columnOf, fold, isSet, language, makeButton, oneLine, ranksOf, showBar, showChosen, termsOf, testOf, textOf, valuesOf, words
} from "./genai-controls.js"

// A browser needs seconds to lay thousands of rows out. A long table therefore comes in groups (several <tbody>), each of which is
// laid out when it comes near the window. Of the rows there, each frame lays out so many (when rows are sorted, those of a window at
// once); for the others, it has so many milliseconds.
const STEP = 4
const WINDOW = 20
const PAUSE = 8

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
    // A list of topics has the areas as headings between its rows.
    this.heads = this.table.querySelectorAll("tbody th[scope=rowgroup]").length
    const rowsOf = ({ rows }) => [...rows].filter(({ cells: [{ scope }] }) => scope !== "rowgroup")
    this.rows = this.groups.flatMap(rowsOf)
    let end = 0
    this.ends = this.groups.map(group => end += rowsOf(group).length)
    this.columns = [...this.table.tHead.rows[0].cells].map((head, index) => ({
      head, index, id: head.dataset.column, title: textOf(head.querySelector(".genai-table__title")),
      sort: head.dataset.sort, filter: head.dataset.filter, save: head.dataset.export, better: head.dataset.better
    }))
    const first = this.columns.find(({ head }) => head.ariaSort)
    this.author = first ? (first.head.ariaSort === "descending" ? "-" : "") + first.id : ""
    this.order = [...this.rows.keys()]
    this.fit = this.rows.map(() => true)
    this.open = new Set()
    this.texts = []
    this.state = new URLSearchParams()
    this.shown = { sort: "", hidden: [] }
    addControls(this)
    if (this.groups.length > 1 && !this.heads) this.widen()
    else this.element.classList.remove("genai-table--waiting")
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
      for (const { children } of this.table.rows) children[index].hidden = hide
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

  // By several columns, the first one first; unknown values last, and equal rows as their author has them.
  sort(keys) {
    const sorts = keys.map(key => {
      const column = this.columns.find(({ id }) => id === columnOf(key))
      return [this.ranks(column), key === column.id ? 1 : -1]
    })
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
    const inSight = innerHeight / 13
    let at = 0
    let shown = 0
    const step = until => {
      const most = shown + (moving ? WINDOW : STEP)
      if (this.below) this.below.style.marginTop = ""
      while (at < groups.length && (shown < inSight ? shown < most : performance.now() < until)) shown += this.placeGroup(at++)
      this.below = groups[at]
      if (!this.below) this.moving = false
      else {
        this.below.style.marginTop = "300vh"
        this.frame = requestAnimationFrame(() => step(performance.now() + PAUSE))
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
    if (this.moving) group.replaceChildren(...numbers.map(number => this.rows[number]))
    group.hidden = !shown
    // The rows of a hidden group may stay as they are.
    if (shown) for (const number of numbers) this.rows[number].hidden = !this.fit[number]
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
    for (const { children } of this.rows.slice(this.texts.length, this.texts.length + count)) {
      this.texts.push(fold(oneLine([...children].map(cell => cell.textContent).join(" "))))
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

customElements.define("genai-table", GenaiTable)
