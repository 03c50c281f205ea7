// A report, or what is added to one, that is left unsent is kept: a closed tab, another page, a call away. Without this it is kept on Continue.
import { changed } from './idle.mjs'

const WAIT = 1500 // milliseconds a link waits until it is kept, so that the page it leads to knows of it
let kept = '' // what the server was sent last

export function keepWhenLeft(page) {
  const keep = () => { if (unkept(page)) send(unkept(page)) }
  window.addEventListener('submit', (event) => { kept = words(event.target) }, true)
  window.addEventListener('pagehide', keep)
  page.addEventListener('visibilitychange', () => { if (page.visibilityState === 'hidden') keep() })
  page.addEventListener('click', (event) => keepFirst(event, unkept(page)))
}

const words = (form) => new URLSearchParams(new FormData(form)).toString()

function unkept(page) {
  const form = [...page.querySelectorAll('form[data-keep-when-left]')].find(changed)
  const failed = page.getElementById('not-sent')
  return form && (failed || words(form) !== kept) ? form : null
}

function send(form) {
  const body = new FormData(form)
  kept = words(form)
  body.append('left_unsent', '1')
  return fetch(form.action, { method: 'POST', body, keepalive: true, redirect: 'manual' }).catch(() => { kept = '' })
}

async function keepFirst(event, form) {
  const link = event.target.closest?.('a[href]')
  if (!form || !link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || link.target) return
  if (link.origin !== location.origin || link.pathname === location.pathname) return
  event.preventDefault()
  await Promise.race([send(form), new Promise((go) => setTimeout(go, WAIT))])
  location.assign(link.href)
}
