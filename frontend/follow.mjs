// The last page of a report: who it goes to follows the answers as they are chosen: <form data-follows="id of the part">.
// Without this each question says it beforehand.
export function followAnswers(page) {
  let last = 0
  page.addEventListener('change', async (event) => {
    const form = event.target.closest('[data-follows]')
    if (!form || event.target.type !== 'radio') return
    const mine = ++last
    const fresh = await look(form).catch(() => null)
    if (fresh && mine === last) page.getElementById(form.dataset.follows).replaceWith(fresh)
  })
}

async function look(form) {
  const body = new FormData(form)
  body.set('then', 'look')
  const answer = await fetch(form.action, { method: 'POST', body })
  if (!answer.ok || answer.redirected) return null
  return new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById(form.dataset.follows)
}
