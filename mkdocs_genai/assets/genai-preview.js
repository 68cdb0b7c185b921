// Loads a page of Zensical's preview again if it was not yet wholly written when it was loaded. Zensical tells open pages so
// itself, but not one that is just loading. And it knows the times of files in whole seconds, so a browser that asks for a page
// that was written twice within one keeps the old one.
const OFTEN = 1000 // milliseconds
const list = new URL("preview.json", import.meta.url)
const root = new URL("../../", import.meta.url).pathname
let shown = location.pathname
// What came out of the browser's cache, asked for again or not, may be of any time.
const { transferSize, encodedBodySize } = performance.getEntriesByType("navigation")[0]
let loaded = transferSize > encodedBodySize ? Date.now() - performance.now() : 0
let looked = Date.now()

/** Since when a page is as it is, in milliseconds; undefined for one of which nothing is known. */
async function whole(path) {
  try {
    const response = await fetch(list, { cache: "no-store" })
    return (await response.json())[decodeURI(path.slice(root.length)).replace(/(^|\/)index\.html$/, "$1")]
  } catch {
    return undefined // the list is just being written, or the preview has ended
  }
}

async function look() {
  if (shown !== location.pathname) {
    // An instant navigation, at some time since the last look.
    shown = location.pathname
    loaded = looked
  }
  looked = Date.now()
  const time = await whole(shown)
  // Once for each time, whatever the clock of this device says.
  const known = `genai-preview ${shown}`
  if (time === undefined || sessionStorage.getItem(known) === String(time)) return
  if (time > loaded) await fetch(location.href, { cache: "reload" })
  sessionStorage.setItem(known, time)
  if (time > loaded) location.reload()
}

setInterval(look, OFTEN)
