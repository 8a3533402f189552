// Two students swap. One is picked up, held over another, and dropped there or let go: the same for
// a mouse and a finger that drag, for a click on one and then the other, and for keys. Seats are
// whatever has the class mk-seat beside this widget, buttons or shapes, in the order of `seats`.

const FAR_PX = 6; // a press that has moved no farther is a click
const LONG_MS = 350; // a finger that rests so long picks up; one that moves before scrolls the page
const EDGE_PX = 80; // so near to the window's edge, the page scrolls along
const SCROLL_PX = 12;
const GAP_PX = 8;

function made(kind, role) {
  const element = document.createElement("div");
  element.className = kind;
  if (role) element.setAttribute("role", role);
  else element.setAttribute("aria-hidden", "true"); // what is seen is said as well
  return element;
}

function filled(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** Keeps an element of the given place (px) within the window. */
function place(element, x, y) {
  const { width, height } = element.getBoundingClientRect();
  const within = (at, size, all) => Math.max(GAP_PX, Math.min(at, all - size - GAP_PX));
  element.style.left = `${within(x - width / 2, width, document.documentElement.clientWidth)}px`;
  element.style.top = `${within(y, height, innerHeight)}px`;
}

function render({ model, el }) {
  const words = model.get("words");
  const hand = made("mk-in-hand"); // the name that goes along with the pointer
  const sign = made("mk-swap-sign"); // whether the rules are kept, beside who is below
  const said = made("mk-unseen", "status");
  el.classList.add("mk-dragging");
  el.append(said);

  let carried = model.get("carried"); // the id of who is picked up, empty for nobody
  let over = ""; // the id of who they are held over
  let grip; // the pointer that is down on a seat; `holds` when it drags
  let isSpent = false; // whether the press that comes next is the end of a drag

  const seats = () => [...(el.parentElement?.querySelectorAll(".mk-seat") ?? [])];
  const seatOf = (id) => (id ? seats()[model.get("seats").indexOf(id)] : undefined);
  const nameOf = (id) => seatOf(id)?.textContent.trim() ?? "";
  const idAt = (node) => model.get("seats")[seats().indexOf(node?.closest?.(".mk-seat"))] ?? "";

  // ---- What is seen and said ----

  function verdict() {
    const { of, told } = model.get("broken");
    return of === carried ? told[over] : undefined; // until it is known, nothing is said
  }

  /** A sign and words: what is broken, that nothing is, or that it is not told before (null). */
  function judgement(broken) {
    if (broken === null) return ["", words.untold];
    return broken ? ["! ", broken] : ["✓ ", words.kept];
  }

  function show() {
    const broken = over ? verdict() : undefined;
    seats().forEach((seat, at) => {
      const id = model.get("seats")[at];
      seat.classList.toggle("mk-lifted", Boolean(grip?.holds) && id === carried);
      seat.classList.toggle("mk-over", id === over && broken === null);
      seat.classList.toggle("mk-fits", id === over && broken === "");
      seat.classList.toggle("mk-breaks", id === over && Boolean(broken));
    });
    document.documentElement.classList.toggle("mk-is-dragging", Boolean(grip?.holds));
    if (broken === undefined) sign.remove();
    else {
      sign.classList.toggle("mk-wrong", Boolean(broken));
      sign.classList.toggle("mk-untold", broken === null);
      sign.textContent = `${nameOf(carried)} ⇄ ${nameOf(over)}\n${judgement(broken).join("")}`;
      el.append(sign);
      const { left, width, top, bottom } = seatOf(over).getBoundingClientRect();
      const height = sign.offsetHeight + GAP_PX;
      // Above the seat, where a finger does not cover it, if there is room.
      place(sign, left + width / 2, top > height + GAP_PX ? top - height : bottom + GAP_PX);
    }
    if (!grip?.holds) hand.remove();
    else {
      hand.textContent = nameOf(carried);
      el.append(hand);
      place(hand, grip.x, grip.y - hand.offsetHeight / 2);
    }
  }

  function say(sentence, values) {
    said.textContent = filled(sentence, values);
  }

  function sayWhere() {
    const broken = verdict();
    if (!over) say(words.outside, {});
    else if (broken !== undefined) {
      say(words.over, { student: nameOf(over), verdict: judgement(broken)[1] });
    }
  }

  // ---- Picked up, held over, dropped, let go ----

  function carry(id) {
    carried = id;
    over = "";
    model.set("carried", id);
    model.save_changes();
  }

  function lift(id) {
    carry(id);
    say(words.lifted, { student: nameOf(id) });
    show();
  }

  function hold(id) {
    const now = id === carried ? "" : id;
    if (!carried || now === over) return;
    over = now;
    show();
    sayWhere();
  }

  function letGo() {
    say(words.left, { student: nameOf(carried) });
    carry("");
    show();
  }

  function drop(id) {
    if (!id || id === carried) {
      letGo();
      return;
    }
    say(words.swapped, { student: nameOf(carried), other: nameOf(id) });
    model.send({ swap: [carried, id] });
    carry("");
    show();
  }

  // ---- A pointer that drags ----

  function grab() {
    grip.holds = true;
    grip.seat.setPointerCapture(grip.pointer);
    lift(grip.id);
    requestAnimationFrame(scroll);
  }

  function release() {
    clearTimeout(grip?.waiting);
    grip = undefined;
  }

  function drag() {
    hold(idAt(document.elementFromPoint(grip.x, grip.y)));
    show();
  }

  function scroll() {
    if (!grip?.holds) return;
    const down = grip.y > innerHeight - EDGE_PX;
    if (down || grip.y < EDGE_PX) {
      scrollBy(0, down ? SCROLL_PX : -SCROLL_PX);
      drag();
    }
    requestAnimationFrame(scroll);
  }

  const isFinger = (event) => event.pointerType === "touch";

  const heard = {
    pointerdown(event) {
      isSpent = false;
      const id = idAt(event.target);
      if (grip || !id || event.button !== 0 || !event.isPrimary) return;
      const { clientX: x, clientY: y, pointerId: pointer } = event;
      grip = { id, seat: event.target.closest(".mk-seat"), pointer, x, y, holds: false };
      if (isFinger(event)) grip.waiting = setTimeout(grab, LONG_MS);
    },
    pointermove(event) {
      const { clientX: x, clientY: y, pointerId: pointer } = event;
      if (grip?.pointer !== pointer) return;
      if (!grip.holds) {
        if (Math.hypot(x - grip.x, y - grip.y) <= FAR_PX) return;
        if (isFinger(event)) {
          release();
          return;
        }
        grab();
      }
      Object.assign(grip, { x, y });
      drag();
    },
    pointerup(event) {
      if (grip?.pointer !== event.pointerId) return;
      const { holds } = grip;
      const id = idAt(document.elementFromPoint(event.clientX, event.clientY));
      release();
      isSpent = holds;
      if (holds) drop(id);
    },
    pointercancel: stop,
    lostpointercapture: (event) => !grip?.seat.hasPointerCapture(event.pointerId) && stop(event),
    // What moves the finger does not move the page as well.
    touchmove: (event) => grip?.holds && event.preventDefault(),
    contextmenu: (event) => grip?.waiting && event.preventDefault(),

    // ---- A click on one and then the other, and keys ----

    click(event) {
      const id = idAt(event.target);
      if (isSpent && event.detail) {
        event.preventDefault();
        event.stopPropagation();
      } else if (id && carried) drop(id);
      else if (id) lift(id);
      isSpent = false;
    },
    pointerover: (event) => !grip && !isFinger(event) && hold(idAt(event.target)),
    focusin: (event) => !grip && hold(idAt(event.target)),
    keydown(event) {
      if (event.key !== "Escape" || !carried) return;
      isSpent = Boolean(grip);
      release();
      letGo();
    },
  };

  function stop(event) {
    if (grip?.pointer !== event.pointerId) return;
    const { holds } = grip;
    release();
    if (holds) letGo();
  }

  // ---- What the program says ----

  function follow() {
    if (grip?.holds || carried === model.get("carried")) return;
    carried = model.get("carried");
    over = "";
    show();
  }

  function judged() {
    show();
    if (over) sayWhere();
  }

  // Others sit there now than those who were looked at.
  function moved() {
    if (!grip?.holds) return;
    release();
    letGo();
  }

  const listened = new AbortController();
  const options = { capture: true, passive: false, signal: listened.signal };
  for (const [name, hear] of Object.entries(heard)) document.addEventListener(name, hear, options);
  model.on("change:carried", follow);
  model.on("change:broken", judged);
  model.on("change:seats", moved);
  return () => {
    release();
    listened.abort();
    model.off("change:carried", follow);
    model.off("change:broken", judged);
    model.off("change:seats", moved);
  };
}

export default { render };
