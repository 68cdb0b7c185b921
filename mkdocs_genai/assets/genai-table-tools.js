// What a comparison table's controls do, loaded when a reader first comes to the table, or with an address that says what it shows: order,
// search, filters, columns, rows side by side, what a reader takes away, and the last line of a table that shows other rows. Each table
// keeps its state in the address, under its own id, so that a view can be shared, and found again.

// Cells: what they sort by, what is searched and filtered. This knows no state and no types of columns: a column's head says how its
// cells sort (data-sort), how they filter (data-filter), and what CSV has of them (data-export); a cell says by data-value what it sorts
// by, where its words do not.

const language = document.documentElement.lang || undefined
const collator = new Intl.Collator(language, { numeric: true, sensitivity: "base" })

// As people search: without regard to upper case, accents and the German sharp s. Most text is ASCII, which needs no more.
const fold = text => /^[\0-\x7f]*$/.test(text) ? text.toLowerCase()
  : text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase(language).replaceAll("ß", "ss")
const columnOf = key => key.replace(/^-/, "")
const words = text => text.split(" ").filter(Boolean)
const oneLine = text => text.trim().replace(/\s+/g, " ")
const textOf = cell => oneLine(cell.textContent)

// What a cell sorts by, "" where it is unknown: its own value, that of an element at its beginning, or its text.
const valueOf = cell => {
  const own = cell.getAttribute("data-value")
  if (own !== null) return own
  const first = cell.firstElementChild
  return (first?.localName === "data" ? first.value : first?.localName === "time" ? first.dateTime : null) ?? textOf(cell)
}
const tagsOf = cell => [...cell.querySelectorAll(".genai-tag")].map(textOf)

// What is searched for: words, and phrases in quotes.
const termsOf = search => [...oneLine(fold(search)).matchAll(/"([^"]+)"?|[^\s"]+/g)].map(([word, phrase]) => phrase ?? word)

const byCode = (a, b) => a < b ? -1 : Number(a > b)
// Numbers that are the same to JavaScript, which has only 53 bits for them, may still differ in their last digits.
const byDigits = (a, b) => {
  const [one, other] = [a, b].map(value => value.split(".")).map(([whole, part = ""]) => BigInt(whole + part.padEnd((a + b).length, "0")))
  return Number(one - other)
}
const byNumber = (a, b) => a - b || (a !== b && [a, b].every(value => /^-?\d+(\.\d+)?$/.test(value)) ? byDigits(a, b) : 0)
const orderOf = ({ sort }) => ({ number: byNumber, code: byCode })[sort] ?? collator.compare

// A copy of a cell that lacks some of its parts.
const copyOf = (cell, parts) => {
  const copy = cell.cloneNode(true)
  for (const part of copy.querySelectorAll(parts)) part.remove()
  return copy
}
// A cell's words without signs for the eye alone, and without the number of its note.
const wordsOf = cell => textOf(copyOf(cell, "[aria-hidden=true], .genai-note"))

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

// A browser needs seconds to lay thousands of rows out. A long table therefore comes in groups (several <tbody>), each of which is
// laid out when it comes near the window. Of the rows there, each frame lays out so many while one types, and a whole window when one
// sorts; then it has twice as many milliseconds for others.
const STEP = 3
const WINDOW = 20

// The control that each name in the address belongs to. Others are those of a filter, each with a point and its column: `is` for values,
// `all` if a cell must have all of them, and `min` and `max` for the ends of a range.
const CONTROLS = { sort: "sort", search: "search", hide: "columns", rows: "compare", compare: "compare", differ: "compare" }

class Rows {
  constructor(element) {
    // What it has found and made when the page came: the table, its columns, the bar with its controls, and the words for them.
    const { table } = Object.assign(this, element)
    this.element = element
    this.id = element.id
    this.scroll = element.querySelector(".genai-table__scroll")
    this.groups = [...table.tBodies]
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
    const others = this.inside(0, "dt", "[data-title]").map(head => ({ head, title: textOf(head) }))
    this.every = [...element.columns, ...others].map((column, index) => ({ ...column, ...column.head.dataset, index }))
    this.columns = this.every.filter(({ id }) => id)
    const first = this.columns.find(({ head }) => head.ariaSort)
    this.author = first ? (first.head.ariaSort === "descending" ? "-" : "") + first.id : ""
    this.order = [...this.rows.keys()]
    this.fit = this.rows.map(() => true)
    // What is brought up to date when something changes.
    this.open = new Set()
    this.texts = []
    this.state = new URLSearchParams()
    this.shown = { sort: "", hidden: [] }
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
    const isNew = String(state) !== String(this.state)
    this.state = state
    if (isNew) this.show()
    return isNew
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
  reveal(link) {
    const row = this.element.find(link)
    const number = this.rows.indexOf(row)
    if (number < 0) return
    if (!this.fit[number]) {
      const names = [...this.state.keys()].filter(name => name === "search" || !CONTROLS[name])
      this.update(Object.fromEntries(names.map(name => [name, ""])), "replaceState")
    }
    this.finish?.()
    // The table scrolls below its own header, if that stays, then the page below the site's; cards scroll with the page. Again, since a
    // group has its height when it is in sight.
    const lead = times => {
      const [{ top }, { bottom }, region] = [row, this.table.tHead, this.scroll].map(element => element.getBoundingClientRect())
      this.scroll.scrollTop += top - Math.max(bottom, region.top)
      ;(getComputedStyle(this.scroll).maxHeight === "none" ? row : this.scroll).scrollIntoView()
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
    if (this.element.widths) this.element.setWidths()
    const fit = this.fits()
    const isNew = moved || fit.some((fits, number) => fits !== this.fit[number])
    this.fit = fit
    if (isNew) this.place(moved)
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
}

// What controls are made of.

const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value)
    else element.setAttribute(name, value)
  }
  element.append(...children)
  return element
}

const makeButton = (text, click, attributes) =>
  make("button", { type: "button", class: "genai-table__button", click, ...attributes }, text)

const makeNamed = ({ words }, word, click) => makeButton(words[word], click)

const makeBox = (text, change, ...more) => make("label", { class: "genai-table__option" },
  make("input", { type: "checkbox", change: ({ target }) => change(target.checked) }), " ", text, ...more)

const withOrWithout = (values, value, on) => on ? [...values, value] : [...values].filter(other => other !== value)

// Opens a panel at a button, which from then on opens and closes it without us. `fill(panel)` brings it up to date every time that
// something changes while it is open.
const openPanel = (tool, button, fill) => setTimeout(() => {
  // Only once the click is over: it would close what is open by then.
  if (button.popoverTargetElement) return
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
})

// The row's id in the registry, with which its anchor ends.
const idOf = row => row.dataset.row ?? row.id.split("_").pop()

// In a long table, a row gets the link to itself when a reader comes to it.
const addLink = (tool, target) => {
  const { id, firstElementChild: head } = target.closest("tbody tr[id]:not(:has(.genai-table__link))") ?? {}
  if (id) head.append(make("a", { class: "genai-table__link", href: `#${id}`, "aria-label": tool.element.say("row_link", { row: textOf(head) }) }))
}

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
  const type = sort === "number" ? "number" : "date"
  const inputs = Object.entries({ min: known[0], max: known.at(-1) }).map(([name, end]) => {
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

const openFilter = (tool, column, button) => {
  let refresh
  openPanel(tool, button, panel => {
    refresh ??= (column.filter === "range" ? range : list)(tool, column, panel)
    refresh()
  })
}

const openColumns = (tool, button) => {
  const [, ...rest] = tool.columns
  openPanel(tool, button, panel => {
    if (!panel.hasChildNodes()) {
      panel.append(...rest.map(({ id, title }) => makeBox(title, on => {
        tool.update({ hide: withOrWithout(tool.keys("hide"), id, !on).join(" ") })
      })))
    }
    panel.querySelectorAll("input").forEach((input, index) => { input.checked = !tool.keys("hide").includes(rest[index].id) })
  })
}

// The columns that a table is sorted by: its reader's, or its author's.
const sortsOf = tool => words(tool.keys("sort").join(" ") || tool.author)

const sortBy = (tool, { id }, several) => {
  // Up, down, and as it was.
  const next = key => key === id ? `-${id}` : key === `-${id}` && columnOf(tool.author) !== id ? "" : id
  const keys = sortsOf(tool)
  const own = keys.find(key => columnOf(key) === id)
  const all = own ? keys.map(key => key === own ? next(key) : key) : [...keys, id]
  tool.update({ sort: several ? all.filter(Boolean).join(" ") : next(keys.length > 1 ? "" : own) })
}

// The columns to sort by: one list for each, and one more.
const openOrder = (tool, button) => openPanel(tool, button, panel => {
  const keys = sortsOf(tool)
  const all = tool.columns.filter(({ sortable }) => sortable).flatMap(({ id, title }) => [[id, `${title}, ${tool.words.ascending}`], [`-${id}`, `${title}, ${tool.words.descending}`]])
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
})

const showChips = tool => {
  const chips = tool.chips ??= make("div", { class: "genai-table__chips", role: "group", "aria-label": tool.words.filter })
  tool.bar.after(chips)
  const chip = (text, change) => makeButton(text, () => {
    tool.update(change)
    // The next one, which has come by now, or what was there before any.
    setTimeout(() => (chips.querySelector("button") ?? tool.bar.querySelector("input, button")).focus())
  }, { class: "genai-table__chip", "aria-label": tool.element.say("remove", { name: text }) })
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
    head.append(" ", makeButton("×", remove, { "aria-label": tool.element.say("remove", { name }), class: "genai-table__button genai-table__remove" }))
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
  return make("table", { class: "genai-table__table genai-table__beside" }, make("thead", {}, heads), make("tbody", {}, ...lines))
}

const addBoxes = tool => {
  const boxes = tool.rows.map(({ children: [head] }) => {
    const label = tool.element.say("select", { row: wordsOf(head) })
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
  const side = makeNamed(tool, "side_by_side", () => {
    tool.update({ compare: tool.get("compare") ? "" : "1" })
    if (tool.get("compare")) region.focus()
  })
  const differ = makeBox(tool.words.only_differences, on => tool.update({ differ: on ? "1" : "" }))
  const bar = make("div", { class: "genai-table__compare", role: "group", "aria-label": tool.words.compare }, number, side, differ)
  const region = make("div", { class: "genai-table__scroll", role: "region", tabindex: 0, "aria-label": tool.words.side_by_side })
  const refresh = () => {
    const chosen = tool.chosen()
    tool.rows.forEach((row, index) => { boxes[index].checked = chosen.has(idOf(row)) })
    number.textContent = tool.element.say("selected", { count: chosen.size })
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
const toggle = tool => {
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
  const clear = () => {
    for (const range of ranges) highlight.delete(range)
    ranges = []
    marked.clear()
  }
  // The places in a table that Material takes away would keep its document.
  tool.unmark = () => {
    clear()
    tool.marked = ""
  }
  return () => {
    clear()
    const found = tool.order.filter(number => tool.fit[number])
    found.slice(0, tool.element.widths ? FIRST : Infinity).forEach(markRow)
  }
}

const mark = tool => {
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
  return [columns.map(({ title }) => title), ...rows.map(cells => columns.map(column => textOf(cells[column.index], column.export)))]
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

const openExports = (tool, button) => openPanel(tool, button, panel => {
  if (panel.hasChildNodes()) return
  panel.append(
    makeNamed(tool, "download", () => download(tool)),
    makeNamed(tool, "copy_markdown", () => copy(tool, markdown(tool))),
    makeNamed(tool, "copy_tabs", () => copy(tool, tabs(tool)))
  )
})

// The last line, for the rows that are shown: what it says of each column, in the column's own form.

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
const power = (_, digits) => `×10${digits.replace("-", "⁻").replace(/\d/g, digit => SUPERSCRIPTS[digit])}`

const totalOf = (values, { summary, format, pattern }) => {
  const sum = values.reduce((total, value) => total + Number(value), 0)
  const total = summary === "mean" ? sum / values.length : sum
  const text = total.toLocaleString(language, JSON.parse(format)).replace(/E(-?\d+)/, power)
  return pattern?.replace("{value}", text) ?? text
}

const summarize = (tool, said) => {
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

// Search, which waits until one has typed, and the bar that tells what is shown.

const addSearch = (tool, input) => {
  let timer
  let typing = false
  const search = () => {
    clearTimeout(timer)
    tool.whenRead(() => {
      tool.typed = false
      if (input.value === tool.get("search")) return
      // One step back for a search, not one for each letter.
      tool.update({ search: input.value }, typing ? "replaceState" : "pushState")
      typing = true
    })
  }
  const wait = () => {
    tool.typed = true
    clearTimeout(timer)
    timer = setTimeout(search, 150)
  }
  input.addEventListener("input", wait)
  input.addEventListener("change", search)
  input.addEventListener("blur", () => { typing = false })
  // What was typed before this was there.
  if (input.value) wait()
}

const reset = tool => {
  tool.state = new URLSearchParams()
  tool.typed = false
  tool.update({ search: "" })
  tool.bar.querySelector("input, button").focus()
}

// The bar's buttons: what each does, and how much of it the reader has chosen.
const BUTTONS = {
  sort: openOrder,
  columns: openColumns,
  compare: toggle,
  export: openExports,
  fullscreen: ({ element }) => document.fullscreenElement ? document.exitFullscreen() : element.requestFullscreen()
}
const NUMBERS = { columns: tool => tool.keys("hide").length, compare: tool => tool.chosen().size }

const showBar = tool => {
  const { state, words } = tool
  const search = tool.get("search")
  const shown = tool.fit.filter(Boolean).length
  const said = tool.element.say("count", { shown, total: tool.rows.length })
  if (tool.count.textContent !== said) tool.count.textContent = said
  // The last line is renewed once rows have been left out.
  if (tool.table.tFoot && (tool.summed ||= shown < tool.rows.length)) summarize(tool, said)
  tool.empty.hidden = shown > 0
  tool.resets[0].hidden = !state.size
  if (tool.input && !tool.typed) tool.input.value = search
  for (const [name, button] of tool.buttons) {
    const many = NUMBERS[name]?.(tool)
    button.textContent = words[name] + (many ? ` (${many.toLocaleString(language)})` : "")
  }
  if (tool.chips || tool.columns.some(({ id }) => isSet(tool.filter(id)))) showChips(tool)
  if (tool.marks || search) mark(tool)
  if (tool.get("rows") && !tool.view) toggle(tool)
}

const addBar = tool => {
  const { bar, count, input, scroll, words } = tool
  if (input) addSearch(tool, input)
  tool.resets = [0, 1].map(() => makeNamed(tool, "reset", () => reset(tool)))
  tool.empty = make("p", { class: "genai-table__empty" }, words.nothing, tool.resets[1])
  count.before(tool.resets[0])
  scroll.append(tool.empty)
  const refresh = () => showBar(tool)
  tool.open.add(refresh)
  refresh()
}

// What the table asks for: `hear` when a reader comes to it, and `come` when the address leads to it.

const toolOf = element => {
  if (element.tool) return element.tool
  const tool = element.tool = new Rows(element)
  if (tool.bar) addBar(tool)
  tool.restore()
  return tool
}

export const come = element => {
  const tool = toolOf(element)
  tool.restore()
  tool.reveal(location)
}

export const hear = (element, { type, target, shiftKey }) => {
  const tool = toolOf(element)
  const button = target.closest("button")
  const column = tool.columns.find(({ head }) => head === button?.parentElement)
  const sorts = column && button.matches(".genai-table__sort")
  if (type !== "click") {
    // Before a click comes the pointer.
    if (sorts) tool.ranks(column)
    else if (target === tool.input) tool.whenRead(() => {})
    addLink(tool, target)
  } else if (sorts) sortBy(tool, column, shiftKey)
  else if (column && button.matches(".genai-table__filter")) openFilter(tool, column, button)
  else for (const [name, own] of tool.buttons ?? []) if (own === button) BUTTONS[name](tool, button)
}

const here = () => [...document.querySelectorAll("genai-table")].map(({ tool }) => tool).filter(tool => tool?.page === location.pathname)

// For genai-back.js: shows what the address says; tells whether that was about tables.
if (window.genai) window.genai.restore = () => here().filter(tool => tool.restore()).length > 0

// A link inside the page may lead to a row that is not shown, and drops the tables' state from the address.
document.addEventListener("click", ({ target, ctrlKey, metaKey }) => {
  const link = target.closest?.("a[href]")
  if (!link?.hash || link.pathname !== location.pathname || ctrlKey || metaKey) return
  for (const tool of here()) tool.reveal(link)
  setTimeout(() => { for (const tool of here()) tool.save("replaceState") })
}, true)

// What is printed is what is shown.
addEventListener("beforeprint", () => { for (const tool of here()) tool.finish?.() })
