// Loads a page of Zensical's preview again if it was not yet wholly written when it was loaded. Zensical tells open pages so
// itself, but not one that is just loading. And it knows the times of files in whole seconds, so a browser that asks for a page
// that was written twice within one keeps the old one.
const OFTEN = 1000 // milliseconds
const list = new URL("preview.json", import.meta.url)
const root = new URL("../../", import.meta.url).pathname

// Since when a page is as it is, in milliseconds; undefined for one of which nothing is known.
async function whole(path) {
  try {
    const response = await fetch(list, { cache: "no-store" })
    return (await response.json())[decodeURI(path.slice(root.length)).replace(/(^|\/)index\.html$/, "$1")]
  } catch {
    return undefined // the list is just being written, or the preview has ended
  }
}

// When a page was last loaded, by itself or by an instant navigation; 0 where it may be of any time.
function loaded(path) {
  const entries = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
  const last = entries.filter(({ name }) => new URL(name).pathname === path).pop()
  // What came out of the browser's cache, asked for again or not, has no body that was sent.
  return last && last.transferSize > last.encodedBodySize ? performance.timeOrigin + last.startTime : 0
}

async function look() {
  const path = location.pathname
  const time = await whole(path)
  // Once for each time, whatever the clock of this device says.
  const known = `genai-preview ${path}`
  if (time === undefined || sessionStorage.getItem(known) === String(time)) return
  const isOld = time > loaded(path)
  if (isOld) await fetch(location.href, { cache: "reload" })
  sessionStorage.setItem(known, time)
  if (isOld) location.reload()
}

setInterval(look, OFTEN)
