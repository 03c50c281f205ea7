// Looks again by itself while a file is being made. Without JavaScript the page has a "Look again" link.
const EVERY = 2000 // milliseconds, growing slowly
const AT_MOST = 20_000
const UNTIL = 180_000 // then the link is enough: a forgotten tab must not keep its person signed in

export function lookAgain(page) {
  for (const place of page.querySelectorAll('[data-look-again]')) wait(place, EVERY, UNTIL)
}

function wait(place, pause, left) {
  if (left < 0 || place.querySelector('[data-done]')) return
  setTimeout(async () => {
    await look(place)
    wait(place, Math.min(pause * 1.1, AT_MOST), left - pause)
  }, pause)
}

async function look(place) {
  if (document.hidden) return
  try {
    const answer = await fetch(place.dataset.lookAgain)
    if (!answer.ok || answer.redirected) return
    const words = await answer.text()
    if (words !== place.dataset.shown) place.innerHTML = words
    place.dataset.shown = words
  } catch { /* the line is down: the link is still there */ }
}
