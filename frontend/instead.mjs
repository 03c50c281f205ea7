// A kind of matter may ask for other boxes than a story: the stop notice and small fields, which adult it is about, or
// which device.
// They change places at once. Without this the server says so when Continue is pressed.
import { dress } from './dress.mjs'

export function changePlaces(page) {
  const aside = { story: null }
  page.addEventListener('change', (event) => {
    if (!event.target.matches('[data-narrow] [type=radio]')) return
    tell(page, event.target, aside)
    adult(page, event.target)
    device(page, event.target)
  })
}

function tell(page, kind, aside) {
  const place = page.getElementById('telling'), small = page.getElementById('instead-of-a-story')
  const leave = page.querySelector('[data-leave-it]')
  if (leave) leave.hidden = 'small' in kind.dataset
  if (!place || !small) return
  if ('small' in kind.dataset) {
    if (!aside.story) {
      aside.story = [...place.childNodes]
      place.replaceChildren(small.content.cloneNode(true))
      carry(aside.story, place)
      dress(place)
    }
    place.querySelector('[data-in-hand]').textContent = kind.dataset.inHand || ''
  } else if (aside.story) {
    const story = page.createElement('div')
    story.append(...aside.story)
    carry([...place.childNodes], story)
    place.replaceChildren(...aside.story)
    aside.story = null
  }
}

// Words typed in the boxes that go stand in those that come.
const COMES_FROM = { text: 'told', told: 'text' }
function carry(from, to) {
  const typed = (name) => from.map((node) => node.querySelector?.(`[name=${name}]`)?.value).find(Boolean)
  for (const box of to.querySelectorAll('[name]')) box.value ||= typed(box.name) || typed(COMES_FROM[box.name]) || ''
}

function adult(page, kind) {
  const is = 'adult' in kind.dataset
  put(page, 'adult', 'of-an-adult', is)
  put(page, 'besides', 'a-pupil-besides', is)
  const legend = page.querySelector('#who [data-of-an-adult]'), unknown = page.getElementById('id_unknown_group')
  if (legend) legend.textContent = is ? legend.dataset.ofAnAdult : legend.dataset.ofAnybody
  const thing = page.querySelector('#who [data-of-a-thing]')
  if (unknown) unknown.hidden = is
  if (thing) thing.hidden = !('nobody' in kind.dataset)
}

// Which device it is stands open where the kind is of one, and among what is folded away where it is not.
function device(page, kind) {
  const box = page.getElementById('id_device_group')
  const place = page.getElementById('device' in kind.dataset ? 'which' : 'more')
  if (box && !box.closest('#telling') && !place.contains(box)) place.append(box)
}

function put(page, id, template, is) {
  const place = page.getElementById(id), aside = page.getElementById(template)
  if (!place || !aside) return
  if (is && !place.childElementCount) {
    place.replaceChildren(aside.content.cloneNode(true))
    dress(place)
  } else if (!is) place.replaceChildren()
}
