// Only smooths: every page works without it.
import { dress } from './dress.mjs'
import { foldOnPhone } from './fold.mjs'
import { showNames } from './names.mjs'
import { sendOnce } from './once.mjs'
import { sendSafely } from './safely.mjs'
import { stayAwake } from './idle.mjs'

dress(document)
foldOnPhone(document)
showNames(document)
sendOnce(document)
sendSafely(document)
stayAwake(document)
