"""Forms on paper, counted by hand: a number an answer, added up while they are typed."""

from collections.abc import Callable, Sequence

import anywidget
from traitlets import Dict, List

from toolkit.evaluation.form import Item
from toolkit.messages import Translator

type TakeNumbers = Callable[[int | None, Sequence[Sequence[int] | None]], bool]
"""Given how many forms there were, and a row a question; tells whether they were taken."""


class Tally(anywidget.AnyWidget):
    """A field for each answer to each question, and how many there were.

    Enter goes to the next field, as Tab does, and from the last one takes them. When they are
    taken, the fields are empty for the next class.
    """

    _esm = """
    export default {
      render({ model, el }) {
        const words = model.get("words");
        const make = (tag, kind, text) => {
          const made = document.createElement(tag);
          made.className = kind;
          made.textContent = text ?? "";
          return made;
        };
        const field = (text) => {
          const label = make("label", "mk-number");
          const input = make("input", "");
          Object.assign(input, { inputMode: "numeric", autocomplete: "off", maxLength: 4 });
          label.append(make("span", "", text), input);
          return { label, input };
        };
        const number = (input) => (input.value ? Number(input.value) : null);

        const box = make("div", "mk-tally");
        const asked = field(words.asked);
        box.append(asked.label);
        const rows = model.get("questions").map(({ text, answers }, at) => {
          const group = make("div", "mk-tally-row");
          const question = make("p", "mk-tally-question", text);
          const fields = answers.map(field);
          const numbers = make("div", "mk-tally-numbers");
          const sum = make("output", "mk-tally-sum");
          question.id = `mk-tally-${model.model_id ?? ""}-${at}`;
          group.setAttribute("role", "group");
          group.setAttribute("aria-labelledby", question.id);
          numbers.append(...fields.map((one) => one.label), sum);
          group.append(question, numbers);
          box.append(group);
          return { group, sum, inputs: fields.map((one) => one.input) };
        });
        const button = make("button", "jupyter-button widget-button mk-main-act", words.keep);
        button.type = "button";
        box.append(button);
        el.append(box);
        const inputs = [asked.input, ...rows.flatMap((row) => row.inputs)];

        const told = (row) => {
          const isTyped = row.inputs.some((input) => input.value);
          const sum = row.inputs.reduce((all, input) => all + (number(input) ?? 0), 0);
          const missing = number(asked.input) === null ? null : number(asked.input) - sum;
          row.group.classList.toggle("mk-too-many", isTyped && missing < 0);
          if (!isTyped) return "";
          const said = [words.sum.replace("{n}", sum)];
          if (missing > 0) said.push(words.missing.replace("{n}", missing));
          if (missing < 0) said.push(words.over.replace("{n}", -missing));
          return said.join("\\n");
        };
        const show = () => {
          for (const row of rows) row.sum.textContent = told(row);
        };
        const take = () => {
          const answers = rows.map(({ inputs }) =>
            inputs.some((input) => input.value) ? inputs.map((one) => number(one) ?? 0) : null,
          );
          model.send({ asked: number(asked.input), rows: answers });
        };
        box.addEventListener("input", (event) => {
          event.target.value = event.target.value.replace(/\\D/g, "");
          show();
        });
        box.addEventListener("keydown", (event) => {
          const at = inputs.indexOf(event.target);
          if (at < 0 || event.key !== "Enter") return;
          event.preventDefault();
          if (inputs[at + 1]) {
            inputs[at + 1].focus();
            inputs[at + 1].select();
          } else take();
        });
        button.addEventListener("click", take);
        const taken = () => {
          for (const input of inputs) input.value = "";
          show();
          asked.input.focus();
        };
        model.on("msg:custom", taken);
        // Nothing has the focus before it is on the page, which may be a moment after this.
        let frame = 0;
        const begin = () => {
          if (asked.input.isConnected) asked.input.focus();
          else frame = requestAnimationFrame(begin);
        };
        if (words.begins) begin();
        return () => {
          cancelAnimationFrame(frame);
          model.off("msg:custom", taken);
        };
      },
    };
    """

    questions = List(Dict()).tag(sync=True)
    words = Dict().tag(sync=True)

    def __init__(
        self, translate: Translator, items: Sequence[Item], take: TakeNumbers, *, begins: bool
    ) -> None:
        """``begins`` puts the cursor into the first field."""
        _ = translate
        super().__init__(
            questions=[
                {
                    "text": item.text(_.language),
                    "answers": [answer.label(_.language) for answer in item.answers],
                }
                for item in items
            ],
            words={
                "asked": _("How many forms"),
                "sum": _("Sum: {n}", n="{n}"),
                "missing": _("{n} did not answer", n="{n}"),
                "over": _("{n} too many", n="{n}"),
                "keep": _("Keep the numbers"),
                "begins": begins,
            },
        )
        self._take = take
        self.on_msg(lambda _widget, content, _buffers: self.take(content["asked"], content["rows"]))

    def take(self, asked: int | None, rows: Sequence[Sequence[int] | None]) -> None:
        """Give the numbers to whoever waits for them."""
        if self._take(asked, rows):
            self.send({"taken": True})
