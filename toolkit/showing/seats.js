// What students see: the room and who sits where, in letters as large as there is room for.
const LINE = 1.12; // the height of a line, in letters
const ROOMY = 0.9; // how much of a seat its name may take up
const FAR = 0.0225; // of the page's width: letters of this size are read from the back row
const FRAME = 8; // px: what a window's frame takes, the widest of all
const MOST_EVEN = 0.15; // so many of the names, the longest, may have smaller letters than the others

const pen = document.createElement("canvas").getContext("2d");
const widthOf = (text, weight) => {
  pen.font = `${weight} 100px ${getComputedStyle(document.body).fontFamily}`;
  return pen.measureText(text).width / 100; // in letters' sizes
};

/** A name on one line, or on two where it has a blank or a hyphen: what leaves the larger letters. */
const ways = (name) => {
  const breaks = [...name.matchAll(/[ -]/g)].map(({ index }) => index);
  const halves = breaks.map((at) => [name.slice(0, at + 1).trimEnd(), name.slice(at + 1)]);
  return [[name], ...halves];
};

const largest = (lines, { width, height }, weight) =>
  Math.min(
    (ROOMY * width) / Math.max(...lines.map((line) => widthOf(line, weight))),
    (ROOMY * height) / (LINE * lines.length),
  );

/** How far to its sides a name may go: half of the floor to what stands or sits there. */
const reach = (one, boxes, across) => {
  const beside = boxes.filter(({ y, height }) => y < one.y + one.height && y + height > one.y);
  const ends = beside.map(({ x, width }) => x + width).filter((end) => end <= one.x);
  const starts = beside.map(({ x }) => x).filter((start) => start >= one.x + one.width);
  const left = ends.length ? (one.x + Math.max(...ends)) / 2 : 0;
  const right = starts.length ? (one.x + one.width + Math.min(...starts)) / 2 : across;
  return { ...one, x: left, width: right - left };
};

/** Half of the height of a desk and more of its width, for those of a row by turns. */
const byTurns = (row) => {
  const [left, right] = [row[0].x, row.at(-1).x + row.at(-1).width];
  return row.map((one, at) => {
    const beside = row.filter((_, n) => n % 2 === at % 2).length;
    const [width, height] = [(right - left) / beside, one.height / 2];
    const [x, y] = [left + Math.floor(at / 2) * width, one.y + (at % 2) * height];
    return { ...one, x, y, width, height };
  });
};

/** The names in their boxes, each with the largest letters (px) and the lines that it has there. */
const lettered = (row) =>
  row.map((one) => {
    const found = ways(one.text).map((lines) => ({ lines, size: largest(lines, one, 700) }));
    return { ...one, ...found.reduce((best, other) => (other.size > best.size ? other : best)) };
  });

const least = (row) => Math.min(...row.filter(({ text }) => text).map(({ size }) => size));

/** How the names of a row at a desk are set: as leaves the larger letters. */
const set = (row, boxes, across) => {
  const over = lettered(row);
  if (row.length > 1) {
    const turned = lettered(byTurns(row));
    return least(turned) > least(over) ? turned : over;
  }
  const [far, wide] = [FAR * across, lettered([reach(row[0], boxes, across)])[0]];
  // A name leaves its desk only to be read from behind.
  return least(over) < far ? [{ ...wide, size: Math.min(wide.size, far) }] : over;
};

/** Every name with its letters' size, and as much of its box as it takes up, at its seat. */
const plan = (rows, boxes, across) => {
  const names = rows.flatMap((row) => set(row, boxes, across)).filter(({ text }) => text);
  const sizes = names.map(({ size }) => size).sort((one, other) => one - other);
  // Even letters look calm, but not where they get too small to be read from behind.
  const even = Math.max(sizes[Math.floor(MOST_EVEN * sizes.length)] ?? 0, FAR * across);
  return names.map((one) => {
    const size = Math.min(one.size, even);
    const longest = Math.max(...one.lines.map((line) => widthOf(line, 700)));
    const width = Math.min(one.width, (size * longest) / ROOMY);
    const x = Math.max(one.x, Math.min(one.middle - width / 2, one.x + one.width - width));
    return { ...one, size, x, width };
  });
};

const list = element("ul");
const arrange = () => {
  const { width, height } = stage.getBoundingClientRect();
  const [across, down] = [width / data.width, height / data.height];
  const scaled = (one) => ({
    x: one.x * across,
    y: one.y * down,
    width: one.width * across,
    height: one.height * down,
  });
  const put = (made, box) => {
    for (const [side, value] of Object.entries({ left: box.x, top: box.y, width: box.width, height: box.height })) {
      made.style[side] = `${value}px`;
    }
    return made;
  };

  const furniture = data.things.map((one) => {
    const box = scaled(one);
    const made = put(element("div", { class: one.kind }, one.text), box);
    const inside = { width: box.width - FRAME, height: box.height - FRAME };
    const along = one.kind === "window" ? { width: inside.height, height: inside.width } : inside;
    const size = one.text ? Math.min(largest([one.text], along, 400), 0.03 * height) : 0;
    made.style.fontSize = `${size}px`;
    if (size < 10) made.textContent = "";
    return made;
  });

  const seat = (one) => {
    const box = scaled(one);
    return { ...box, text: one.text, middle: box.x + box.width / 2 };
  };
  const rows = data.rows.map((row) => row.map(seat));
  const names = plan(rows, [...data.things.map(scaled), ...rows.flat()], width);
  list.replaceChildren(
    ...names.map(({ lines, size, x, y, width, height }) => {
      const made = put(element("li", {}, lines.join("\n")), { x, y, width, height });
      made.style.fontSize = `${size}px`;
      return made;
    }),
  );
  stage.replaceChildren(...furniture, list);
};

const { buttons, mark } = buttonsFor({ dark, full }, { dark: isDark });
bar.append(buttons.dark, buttons.full);
mark();
listen();
begin(arrange);
