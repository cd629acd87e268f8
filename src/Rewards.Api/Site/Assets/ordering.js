// On the way to an order: what it comes to is asked of the server while somebody chooses. What is sent says what was
// shown, so that nobody pays another sum. Without a script there is a button for it.
const order = byId('order');
if (order) {
  let [asked, pause] = [0, 0];
  const ask = async () => {
    asked += 1;
    const mine = asked;
    const chosen = new FormData(order);
    const query = new URLSearchParams(['slot_id', 'quantity', 'use', 'points']
      .filter((name) => chosen.has(name)).map((name) => [name, chosen.get(name)]));
    try {
      const page = await fetchPage(`${order.getAttribute('action')}?${query}`);
      if (mine === asked) {
        for (const part of document.querySelectorAll('[data-live]')) {
          part.replaceWith(page.getElementById(part.id) ?? '');
        }
      }
    } catch {
      // Sent as it is, it is refused with the new numbers.
    }
  };
  const soon = () => {
    clearTimeout(pause);
    pause = setTimeout(ask, 300);
  };
  order.addEventListener('change', ({ target }) => target.name !== 'eligibility' && soon());
  order.addEventListener('input', ({ target }) => {
    if (target.name === 'points') {
      order.querySelector('[name=use][value=own]').checked = true;
      soon();
    }
  });
}
