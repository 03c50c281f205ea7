// On a phone the filters start folded, so that the list itself is the first thing seen.
export function foldOnPhone(page) {
  if (!window.matchMedia('(max-width: 40.05em)').matches) return
  for (const fold of page.querySelectorAll('details.app-fold:not([data-in-use])')) fold.open = false
}
