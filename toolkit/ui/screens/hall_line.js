// The trainer's line to the server: what is wanted of the hall goes there, and how it is comes back.
// Only this page may ask: the server knows it by its cookie, and by a header that no other site sends.

const LOOK_MS = 1000;
const OWN = { "X-Makkerskap": "page" };

export default {
  render({ model }) {
    if (!document.body.classList.contains("mk-page")) return undefined; // a notebook has no server of ours
    let looking;
    let isGone = false;
    async function ask(wanted) {
      const sent = wanted && { method: "POST", body: new URLSearchParams({ do: wanted }) };
      const answer = await fetch("leading", { headers: OWN, ...sent }).catch(() => null);
      if (isGone || !answer?.ok) return answer;
      const told = await answer.json();
      if (JSON.stringify(told) !== JSON.stringify(model.get("told"))) {
        model.set("told", told);
        model.save_changes();
      }
      return answer;
    }
    async function look() {
      const answer = await ask();
      if (!isGone && answer?.status !== 404) looking = setTimeout(look, LOOK_MS);
    }
    const hear = (message) => message.do && ask(message.do);
    model.on("msg:custom", hear);
    look();
    return () => {
      isGone = true;
      clearTimeout(looking);
      model.off("msg:custom", hear);
    };
  },
};
