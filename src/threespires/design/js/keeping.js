// Nothing typed is lost: what saves itself as one types, and what waits while there is no connection. Every page works
// without this file.
const SAVE_AFTER = 4000
const TRY_AGAIN = 4000
const LOOK_AGAIN = 10000
const STILL_THERE = 10 * 60 * 1000
const KEPT = 'typed '

const same = (one, other) => one.trim() === other.trim()
const parsed = async (answer) => new DOMParser().parseFromString(await answer.text(), 'text/html')
const token = () => [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join('')
const inReach = () =>
  fetch(document.querySelector('link[rel="icon"]').href, { method: 'HEAD', cache: 'no-store' }).then(
    () => true,
    () => false
  )

// What one person typed on a page and has not been answered yet. Words of a case group leave the browser with the tab.
const shelf = (form) => (form.dataset.keepsIn === 'tab' ? sessionStorage : localStorage)
const label = (form) => `${KEPT}${form.dataset.keepsAs} ${window.location.pathname}`

const body = (page, form, { base, words, once }) => {
  const sent = new FormData()
  const facts = {
    csrfmiddlewaretoken: page.querySelector('[name="csrfmiddlewaretoken"]').value,
    once,
    [`${form.dataset.saves}_was`]: base,
    [form.dataset.saves]: words,
    do: 'save',
    as_typed: 'yes'
  }
  for (const [name, value] of Object.entries(facts)) sent.append(name, value)
  return sent
}

// What is typed into a form that saves as one types is sent now and then, with the words that stood there before: the
// server makes one text of it and of what another typed meanwhile. What was sent is sent again, the same, until it is
// answered. The answer's words take the place of what stands here as soon as nobody types on.
export const keepSaving = (form) => {
  const typed = form.elements[form.dataset.saves]
  const before = form.elements[`${form.dataset.saves}_was`]
  const button = form.querySelector('[value="save"]')
  const said = form.querySelector('[data-saved]')
  let base = before.value
  let message = null
  let waiting = null
  let going = null
  let pressed = null

  const keep = () => {
    if (!message && same(typed.value, base)) return shelf(form).removeItem(label(form))
    shelf(form).setItem(label(form), JSON.stringify({ base, message, words: typed.value }))
  }
  const say = (words) => {
    if (said.textContent !== words) said.textContent = words
  }
  const take = (words) => {
    if (message || !same(typed.value, base)) return
    if (!same(words, typed.value)) show(words)
    base = before.value = words
  }
  const show = (words) => {
    const was = typed.value
    const moved = (place) => {
      let same = 0
      while (same < was.length && was[same] === words[same]) same += 1
      return place <= same ? place : Math.max(same, place + words.length - was.length)
    }
    const [from, to] = [moved(typed.selectionStart), moved(typed.selectionEnd)]
    const scrolled = typed.scrollTop
    typed.value = words
    if (document.activeElement === typed) typed.setSelectionRange(from, to)
    typed.scrollTop = scrolled
  }

  const send = async (keepalive = false) => {
    message ??= { base, words: typed.value, once: token() }
    keep()
    let answer
    try {
      answer = await fetch(window.location.pathname, { method: 'POST', body: body(document, form, message), keepalive })
    } catch {
      say(said.dataset.noConnection)
      return false
    }
    const page = await parsed(answer)
    const now = page.querySelector(`[name="${before.name}"]`)
    if (!answer.ok || !now) {
      say(said.dataset.notSaved)
      return false
    }
    if (!answer.redirected) {
      // What stands in the way is shown on a page of its own.
      shelf(form).removeItem(label(form))
      leave(button)
      return false
    }
    base = message.words
    message = null
    say(page.querySelector('[data-saved]').textContent)
    take(now.value)
    before.value = base
    keep()
    return true
  }
  const leave = (by) => {
    form.dataset.leaves = 'yes'
    form.requestSubmit(by)
  }
  const save = async () => {
    clearTimeout(waiting)
    waiting = null
    if (going) return
    going = send()
    const done = await going
    going = null
    if (form.dataset.leaves) return
    if (done && pressed && same(typed.value, base)) return leave(pressed)
    if (!done) wait(TRY_AGAIN)
    else if (!same(typed.value, base)) wait(pressed ? 0 : SAVE_AFTER)
  }
  const wait = (time) => {
    waiting ??= setTimeout(save, time)
  }
  typed.addEventListener('input', () => {
    keep()
    if (!going) wait(SAVE_AFTER)
  })
  form.addEventListener('submit', (event) => {
    if (form.dataset.leaves) return
    event.preventDefault()
    pressed = event.submitter
    save()
  })
  window.addEventListener('online', () => {
    if (message) save()
  })
  window.addEventListener('pagehide', () => {
    if (!going && !form.dataset.leaves && !same(typed.value, base)) send(true)
  })

  const left = JSON.parse(shelf(form).getItem(label(form)) ?? 'null')
  if (left) {
    message = left.message
    base = left.base
    typed.value = left.words
    save()
  }
  // What the page says now, seen while nothing waits here to be sent.
  return (page) => {
    const now = page.querySelector(`[name="${before.name}"]`)
    if (!now || message || !same(typed.value, base)) return
    take(now.value)
    say(page.querySelector('[data-saved]').textContent)
  }
}

// Any other form: while the server is out of reach its button waits, and is pressed once it is back.
export const keepTrying = (form) => {
  const said = form.appendChild(document.createElement('p'))
  said.className = 'ts-run__saved'
  said.role = 'status'
  const send = async (by) => {
    if (await inReach()) {
      form.dataset.leaves = 'yes'
      return form.requestSubmit(by)
    }
    said.textContent = form.dataset.waits
    setTimeout(() => send(by), TRY_AGAIN)
  }
  let pressed = false
  form.addEventListener('submit', (event) => {
    if (form.dataset.leaves) return
    event.preventDefault()
    if (!pressed) send(event.submitter)
    pressed = true
  })
}

// What others do meanwhile: the page looks now and then, while somebody sits before it, and puts anew what changed.
export const keepLooking = (saving) => {
  const parts = () => document.querySelectorAll('[data-live][id]')
  if (!parts().length) return
  let active = Date.now()
  for (const sign of ['keydown', 'pointerdown', 'focus']) {
    window.addEventListener(sign, () => {
      active = Date.now()
    })
  }
  const look = async () => {
    if (document.visibilityState === 'visible' && Date.now() - active < STILL_THERE) {
      try {
        const answer = await fetch(window.location.pathname)
        const page = await parsed(answer)
        if (answer.ok) {
          for (const part of parts()) {
            const now = page.getElementById(part.id)
            const busy = part.contains(document.activeElement)
            if (now && !busy && now.innerHTML !== part.innerHTML) part.replaceChildren(...now.childNodes)
          }
          for (const see of saving) see(page)
        }
      } catch {
        // Out of reach for a moment: it looks again.
      }
    }
    setTimeout(look, LOOK_AGAIN)
  }
  setTimeout(look, LOOK_AGAIN)
}

// What was typed on a page that was closed before it was answered is sent from whichever page is opened next.
const sendWhatWasLeft = async () => {
  for (const key of Object.keys(localStorage)) {
    const [, who, path] = key.startsWith(KEPT) ? key.split(' ') : []
    if (!path || path === window.location.pathname) continue
    const left = JSON.parse(localStorage.getItem(key))
    const messages = [left.message, { base: left.message?.words ?? left.base, words: left.words, once: token() }]
    try {
      const page = await parsed(await fetch(path))
      const form = page.querySelector(`form[data-keeps-as="${who}"]`)
      if (!form) continue
      for (const message of messages.filter(Boolean)) {
        const answer = await fetch(path, { method: 'POST', body: body(page, form, message) })
        if (!answer.redirected) throw new Error('not saved')
      }
      localStorage.removeItem(key)
    } catch {
      // It stays on the shelf, and is sent from the next page.
    }
  }
}
sendWhatWasLeft()
