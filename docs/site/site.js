// Search, and the buttons that copy. The pages can be read without it.
(() => {
  const field = document.querySelector(".find-in input");
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !/^(input|textarea)$/i.test(event.target.tagName) && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      (field.offsetParent ? field : document.querySelector(".prose input") || field).focus();
    }
  });
  for (const button of document.querySelectorAll("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      const said = button.textContent;
      button.textContent = "Copied";
      setTimeout(() => (button.textContent = said), 2000);
    });
  }
  const filter = document.querySelector(".filter");
  if (filter) {
    const cards = [...document.querySelectorAll(".th")];
    const count = filter.querySelector("[role=status]");
    filter.hidden = false;
    filter.addEventListener("change", ({ target }) => {
      for (const card of cards) card.hidden = target.value !== "" && !card.dataset.kinds.split(" ").includes(target.value);
      const shown = cards.filter((card) => !card.hidden).length;
      count.textContent = shown === 1 ? "1 theme" : `${shown} themes`;
    });
    count.textContent = `${cards.length} themes`;
  }
  const list = document.querySelector(".found");
  if (!list || !window.SEARCH) return;
  const own = document.querySelector(".prose input");
  const status = document.querySelector("[role=status]");
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const known = window.SEARCH.map((one) => ({ ...one, title: fold(one.t), text: fold(one.x) }));
  const show = () => {
    const words = fold(own.value).split(/\s+/).filter(Boolean);
    const hits = !words.length ? [] : known
      .map((one) => ({ one, worth: words.reduce((sum, word) =>
        sum + (one.title.includes(word) ? 10 : one.text.includes(word) ? 1 : -1000), 0) }))
      .filter((hit) => hit.worth > 0).sort((a, b) => b.worth - a.worth).slice(0, 30);
    list.replaceChildren(...hits.map(({ one }) => {
      const item = document.createElement("li"), link = document.createElement("a"), text = document.createElement("p");
      link.href = one.u;
      link.textContent = one.t;
      const at = Math.max(0, ...words.map((word) => one.text.indexOf(word)));
      text.textContent = (at > 60 ? "… " : "") + one.x.slice(Math.max(0, at - 60), at + 160);
      item.append(link, text);
      return item;
    }));
    status.textContent = !words.length ? "" : hits.length === 1 ? "1 place" : `${hits.length} places`;
  };
  own.value = new URLSearchParams(location.search).get("q") || "";
  own.addEventListener("input", show);
  show();
})();
