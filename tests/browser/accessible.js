// What keeps someone out who does not see the page, or not as it was meant: a list of findings, empty where all is well.
(() => {
  const findings = [];
  const say = (what, element) => findings.push(what + ": " + (element ? element.outerHTML.slice(0, 160) : ""));
  const all = (selector) => [...document.querySelectorAll(selector)];
  const isShown = (element) => element.checkVisibility() && element.getClientRects().length > 0;
  if (!["fr", "en"].includes(document.documentElement.lang)) say("no language", document.documentElement);
  if (!document.title.trim()) say("no title");
  for (const [name, selector] of [["main", "main"], ["banner", "body > header"], ["search", "[role=search]"]]) {
    if (all(selector).length !== 1) say("not one " + name);
  }
  const headings = all("h1, h2, h3, h4").filter(isShown);
  if (headings.filter((heading) => heading.tagName === "H1").length !== 1) say("not one h1");
  // Landmarks beside the main one begin anew.
  let level = 0;
  for (const heading of headings) {
    const own = Number(heading.tagName[1]);
    if (own > level + 1 && !heading.closest("aside")) say("a level of headings is left out", heading);
    level = own;
  }
  const ids = all("[id]").map((element) => element.id);
  if (new Set(ids).size !== ids.length) say("an id stands twice: " + ids);
  for (const field of all("input:not([type=hidden]), select, textarea")) {
    if (!field.labels.length && !field.getAttribute("aria-label")) say("no label", field);
  }
  for (const image of all("img")) if (!image.hasAttribute("alt")) say("no alt", image);
  for (const one of all("a[href], button, summary, [tabindex='0']")) {
    const name = one.getAttribute("aria-label") || one.textContent.trim() || one.title;
    if (!name) say("no name", one);
    if (one.tabIndex < 0) say("out of reach for the keyboard", one);
  }
  for (const one of all("nav, aside, main ~ section, svg[role]")) {
    if (!one.getAttribute("aria-label")) say("a landmark without a name", one);
  }
  for (const list of all("ul, ol")) {
    if ([...list.children].some((child) => child.tagName !== "LI")) say("a list with something else", list);
  }
  const numbers = (color) => color.match(/[\d.]+/g).map(Number);
  const light = (color) => {
    const [r, g, b] = numbers(color).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const isClear = (color) => { const parts = numbers(color); return parts.length === 4 && parts[3] === 0; };
  const behind = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const color = getComputedStyle(one).backgroundColor;
      if (!isClear(color)) return color;
    }
    return "rgb(255, 255, 255)";
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const element = text.parentElement;
    if (!text.data.trim() || !isShown(element) || element.closest(".unseen, svg, .skip")) continue;
    const style = getComputedStyle(element);
    const [one, other] = [light(style.color), light(behind(element))].sort((a, b) => b - a);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const contrast = (one + 0.05) / (other + 0.05);
    if (contrast < (isLarge ? 3 : 4.5)) say("contrast " + contrast.toFixed(2), element);
  }
  const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  const edge = document.documentElement.clientWidth;
  const wide = all("body *").filter((one) => one.getBoundingClientRect().right > edge && !one.closest("pre"));
  if (over > 0) say("wider than the screen by " + over, wide[0]);
  return findings;
})()
