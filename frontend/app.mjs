// Only smooths: every page works without it.
import { changePlaces } from './instead.mjs'
import { dress } from './dress.mjs'
import { foldOnPhone } from './fold.mjs'
import { followAnswers } from './follow.mjs'
import { keepWhenLeft } from './left.mjs'
import { showNames } from './names.mjs'
import { replaceParts } from './part.mjs'
import { sendOnce } from './once.mjs'
import { sendSafely } from './safely.mjs'
import { stayAwake } from './idle.mjs'
import { usePasskeys } from './passkeys.mjs'
import { lookAgain } from './wait.mjs'

dress(document)
changePlaces(document)
foldOnPhone(document)
followAnswers(document)
showNames(document)
keepWhenLeft(document)
replaceParts(document)
sendOnce(document)
sendSafely(document)
stayAwake(document)
usePasskeys(document)
lookAgain(document)
