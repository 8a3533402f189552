// A participant's line to the hall: where the trainer has sent everyone. When the hall is over, the
// server lets this page in no more, and says so itself.

const LOOK_MS = 1000;

export default {
  render({ model }) {
    if (!document.body.classList.contains("mk-page")) return undefined; // a notebook is in no hall
    let looking;
    async function look() {
      const answer = await fetch("now").catch(() => null);
      if (answer?.status === 403) {
        location.reload();
        return;
      }
      if (answer?.status === 404) return; // the page of one who tries alone
      if (answer?.ok) {
        const { step, sent } = await answer.json();
        if (sent !== model.get("sent")) {
          model.set({ step, sent });
          model.save_changes();
        }
      }
      looking = setTimeout(look, LOOK_MS);
    }
    look();
    return () => clearTimeout(looking);
  },
};
