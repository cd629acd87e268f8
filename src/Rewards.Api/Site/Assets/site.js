// Makes the pages nicer; all of them work without it.

const byId = (id) => document.getElementById(id);
const say = (text) => { byId('live').textContent = text; };

async function fetchPage(address) {
  const answer = await fetch(address, { headers: { accept: 'text/html' } });
  if (!answer.ok || answer.redirected) {
    throw new Error(String(answer.status));
  }

  return new DOMParser().parseFromString(await answer.text(), 'text/html');
}

// A notice: a real modal dialog, with the focus in it; or a few words that pass by themselves, and are read out.
const notice = byId('notice');
if (notice?.showModal) {
  notice.close();
  notice.showModal();
} else if (notice) {
  setTimeout(say, 100, notice.textContent);
}

// One tap, one request; but no button stays dead where nothing came of it.
const again = 8000;
const free = (button) => {
  button.disabled = false;
  button.removeAttribute('aria-busy');
};
for (const form of document.querySelectorAll('form[data-once]')) {
  form.addEventListener('submit', (event) => {
    const button = event.submitter ?? form.querySelector('button');
    button.setAttribute('aria-busy', 'true');
    setTimeout(() => { button.disabled = true; });
    setTimeout(free, again, button);
  });
}

// A page that comes back from the browser's memory may show yesterday's points, or a dead form.
addEventListener('pageshow', (event) => {
  document.querySelectorAll('[data-once] button').forEach(free);
  if (event.persisted) {
    location.reload();
  }
});

// A page of yesterday, left open over midnight: the server knows what day it is.
const today = document.querySelector('[data-day]');
if (today) {
  document.addEventListener('visibilitychange', async () => {
    if (document.hidden) {
      return;
    }

    try {
      const page = await fetchPage(location.pathname);
      if (page.querySelector('[data-day]').dataset.day !== today.dataset.day) {
        location.reload();
      }
    } catch {
      // The next tap will tell.
    }
  });
}

const offline = byId('offline');
const showConnection = () => { offline.hidden = navigator.onLine; };
addEventListener('offline', showConnection);
addEventListener('online', showConnection);
showConnection();

// Endless lists.
function watchMore() {
  const more = byId('more');
  if (!more) {
    return;
  }

  const load = async (event) => {
    event?.preventDefault();
    watcher.disconnect();
    more.setAttribute('aria-busy', 'true');
    try {
      const page = await fetchPage(more.href);
      byId('rows').append(...page.querySelectorAll('#rows > li'));
      const next = page.querySelector('#more, .end');
      more.parentElement.replaceWith(next?.closest('p') ?? '');
      watchMore();
    } catch {
      more.removeAttribute('aria-busy');
      more.textContent = more.dataset.failed;
    }
  };
  const watcher = new IntersectionObserver((seen) => {
    if (seen.some((one) => one.isIntersecting)) {
      load();
    }
  });
  watcher.observe(more);
  more.addEventListener('click', load);
}

watchMore();

// The code to pay with: renewed before it ends, and the till's answer appears by itself.
function watchCode(pay) {
  // Who is typing the digits off the screen has them to their end.
  const early = () => pay.dataset.shape === 'typed' ? 0 : 5;
  const result = byId('result');
  const longer = (wait) => Math.min(wait * 2, 60);
  let [ends, retryAt, wait, isAsking, address] = [[], 0, 3, false, '/code'];

  // Two clocks: one stops while a phone sleeps, the other may be set. The code is over as soon as one says so.
  const live = (seconds) => { ends = [performance.now() + seconds * 1000, Date.now() + seconds * 1000]; };
  const left = () => Math.floor(Math.min(ends[0] - performance.now(), ends[1] - Date.now()) / 1000);

  // Without points there is no code, and nothing to count: NaN is never over.
  const show = () => {
    const [countdown, dead, isOver] = [byId('countdown'), byId('dead'), left() <= 0];
    pay.classList.toggle('is-over', isOver);
    if (!dead) {
      return;
    }

    dead.hidden = !isOver;
    dead.textContent = navigator.onLine ? dead.dataset.over : dead.dataset.offline;
    countdown.textContent = isOver ? '' : countdown.dataset.text.replace('{0}', Math.max(left() - early(), 0));
  };

  const renew = async () => {
    if (isAsking) {
      return;
    }

    isAsking = true;
    const asked = address;
    try {
      const page = await fetchPage(asked);
      const fresh = page.getElementById('pay');
      if (pay.dataset.shape === 'code' && fresh.dataset.shape === 'code') {
        pay.querySelector('.pay__qr').src = fresh.querySelector('.pay__qr').src;
        pay.querySelector('.pay__points').textContent = fresh.querySelector('.pay__points').textContent;
      } else {
        pay.replaceChildren(...fresh.childNodes);
        pay.dataset.shape = fresh.dataset.shape;
      }

      const [curl, freshCurl] = [byId('curl'), page.getElementById('curl')];
      if (curl && freshCurl) {
        curl.textContent = freshCurl.textContent;
      }

      live(fresh.dataset.lives);
      [retryAt, wait] = [0, 3];
    } catch (problem) {
      if (problem.message === '200' || problem.message === '401') {
        location.assign('/code');
      }

      retryAt = performance.now() + wait * 1000;
      wait = longer(wait);
    } finally {
      isAsking = false;
      show();
      if (asked !== address) {
        renew();
      }
    }
  };

  const tick = () => {
    if (left() <= early() && performance.now() >= retryAt) {
      renew();
    }

    show();
  };
  live(pay.dataset.lives);
  setInterval(tick, 1000);
  tick();
  pay.addEventListener('click', (event) => event.target.id === 'dead' && renew());
  addEventListener('online', renew);
  document.addEventListener('visibilitychange', () => document.hidden || renew());

  // What the till did takes the whole page, until a tap brings the code back.
  const tell = (news) => {
    for (const part of result.querySelectorAll('[data-news]')) {
      part.textContent = news[part.dataset.news] ?? '';
      const line = part.closest('p');
      if (line) {
        line.hidden = !part.textContent;
      }
    }

    result.dataset.kind = news.kind;
    byId('result-link').hidden = !news.link;
    byId('result-link').href = news.link ?? '';
    result.hidden = false;
    scrollTo(0, 0);
    say(byId('result-said').innerText);

    // Browsers complain where nobody has touched the page yet.
    if (navigator.userActivation?.hasBeenActive) {
      navigator.vibrate?.(news.kind === 'refused' ? [100, 100, 100] : 200);
    }
  };
  byId('result-done').addEventListener('click', (event) => {
    event.preventDefault();
    result.hidden = true;

    // Put away for the server too, or the page would show it to who comes back.
    address = '/code?seen=' + encodeURIComponent(seen);
    pay.querySelectorAll('[name=seen]').forEach((field) => { field.value = seen; });
    renew();
  });

  let [seen, pause] = [pay.dataset.seen, 3];
  const listen = () => {
    const events = new EventSource('/code/events?seen=' + encodeURIComponent(seen));
    events.addEventListener('ready', () => { pause = 3; });
    events.addEventListener('news', (event) => {
      seen = event.lastEventId;
      tell(JSON.parse(event.data));
      renew();
    });
    events.addEventListener('over', () => {
      events.close();
      location.assign('/code');
    });

    // The code on the screen stays: it is as good without news.
    events.addEventListener('error', () => {
      events.close();
      setTimeout(listen, pause * 1000);
      pause = longer(pause);
    });
  };
  listen();
}

const pay = byId('pay');
if (pay) {
  watchCode(pay);
}

// What may be copied says so, and then that it was.
async function copy(button) {
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
  } catch {
    const field = document.createElement('textarea');
    field.value = button.dataset.copy;
    document.body.append(field);
    field.select();
    document.execCommand('copy');
    field.remove();
  }

  button.textContent = button.dataset.done;
  say(button.dataset.done);
}

for (const button of document.querySelectorAll('[data-copy]')) {
  button.classList.remove('needs-script');
  button.addEventListener('click', () => copy(button));
}

// Albums hold no drawings by lines: the code to save becomes dots.
const picture = byId('picture');
if (picture) {
  picture.decode().then(() => {
    const side = 600;
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [side, side];
    canvas.getContext('2d').drawImage(picture, 0, 0, side, side);
    picture.src = canvas.toDataURL('image/png');
    const save = byId('save');
    save.href = picture.src;
    save.classList.remove('needs-script');
  });
}

// The invitation: one picture to save, drawn in pieces, between which the page answers taps.
const breathe = () => new Promise((done) => { setTimeout(done); });

// As large as it fits into a line; what is longer than two lines of the smallest type is cut.
const writer = (pen, width, family) => async (text, top, size, weight = 400) => {
  await breathe();
  const most = width - 60;
  const fits = (words) => pen.measureText(words).width <= most;
  const set = (pixels) => { pen.font = `${weight} ${pixels}px ${family}`; };
  set(size);
  const pixels = Math.max(26, Math.min(size, Math.floor(size * most / pen.measureText(text).width)));
  set(pixels);
  const parts = fits(text) ? [text] : text.includes(' ') ? text.split(/(?<= )/) : [...text];
  const lines = [''];
  for (const part of parts) {
    if (!fits(lines.at(-1) + part)) {
      lines.push('');
    }

    lines[lines.length - 1] += part;
  }

  lines.slice(0, 2).forEach((line, number) => pen.fillText(line.trim(), width / 2, top + number * pixels * 1.3));
};

// As text, since albums save no blobs; written beside the page, which answers taps meanwhile.
async function textOf(canvas) {
  await breathe();
  const file = await new Promise((done) => { canvas.toBlob(done); });
  return new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.readAsDataURL(file);
  });
}

async function drawPoster(poster) {
  const code = byId('poster-picture');
  await code.decode();
  const [width, height, side] = [600, 800, 380];
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width, height];
  const pen = canvas.getContext('2d');

  const write = writer(pen, width, getComputedStyle(poster).fontFamily);
  const ground = pen.createLinearGradient(0, 0, width, height);
  ground.addColorStop(0, '#0b5f47');
  ground.addColorStop(1, '#0b7a59');
  pen.fillStyle = ground;
  pen.fillRect(0, 0, width, height);
  pen.strokeStyle = '#ffffff14';
  pen.lineWidth = 60;
  pen.beginPath();
  pen.arc(width - 20, 20, 190, 0, 7);
  pen.stroke();
  pen.fillStyle = '#fff';
  pen.textAlign = 'center';
  await write(poster.dataset.heading, 90, 42, 600);
  await write(poster.dataset.name, 170, 32);
  pen.fillRect((width - side) / 2 - 16, 204, side + 32, side + 32);
  await breathe();
  pen.drawImage(code, (width - side) / 2, 220, side, side);
  pen.fillStyle = '#ffce6b';
  await write(poster.dataset.line, 678, 34, 600);
  pen.fillStyle = '#fff';
  await write(poster.dataset.host, 762, 24);
  const drawn = document.createElement('img');
  drawn.className = 'poster__drawn';
  drawn.alt = poster.dataset.alt;

  drawn.src = await textOf(canvas);
  await drawn.decode();
  poster.replaceChildren(drawn);
}

const poster = byId('poster');
if (poster) {
  drawPoster(poster);
}

// A ticket to keep: all that stands on the page, so that it needs no network.
async function drawTicket(ticket) {
  const codes = [...ticket.querySelectorAll('.ticket__qr')];
  const [width, top, step] = [600, 250, 480];
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width, top + codes.length * step];
  const pen = canvas.getContext('2d');
  const write = writer(pen, width, getComputedStyle(ticket).fontFamily);
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, width, canvas.height);
  [pen.fillStyle, pen.textAlign] = ['#1c1f1d', 'center'];
  const line = (name) => ticket.querySelector(`[data-line=${name}]`).textContent;
  await write(line('title'), 70, 40, 600);
  await write(line('place'), 160, 28);
  await write(line('when'), 210, 30);
  for (const [number, code] of codes.entries()) {
    const drawn = new Image(380, 380);
    drawn.src = 'data:image/svg+xml,' + encodeURIComponent(new XMLSerializer().serializeToString(code));
    await drawn.decode();
    pen.drawImage(drawn, (width - 380) / 2, top + number * step, 380, 380);
    await write(code.nextElementSibling.textContent, top + number * step + 425, 44, 600);
  }

  return textOf(canvas);
}

async function saveTicket(button) {
  const dialog = document.createElement('dialog');
  dialog.className = 'notice';
  const [box, drawn, words, save, close] = ['form', 'img', 'p', 'a', 'button'].map((name) => document.createElement(name));
  box.method = 'dialog';
  box.className = 'notice__box';
  drawn.className = 'saved__picture';
  drawn.alt = button.dataset.alt;
  drawn.src = save.href = await drawTicket(byId('ticket'));
  words.textContent = button.dataset.said;
  save.className = 'button';
  save.download = button.dataset.file + '.png';
  save.textContent = button.textContent;
  close.className = 'button button_soft';
  close.textContent = button.dataset.close;
  box.append(drawn, words, save, close);
  dialog.append(box);
  document.body.append(dialog);
  dialog.addEventListener('close', () => dialog.remove());
  dialog.showModal();
}

const saving = byId('save-ticket');
if (saving) {
  saving.classList.remove('needs-script');
  saving.addEventListener('click', () => saveTicket(saving));
}

// A ticket on the screen learns that it was scanned, as long as somebody looks.
const ticket = byId('ticket');
if (ticket) {
  let pause = 4;
  const ask = async () => {
    if (!document.hidden) {
      try {
        const answer = await fetch(ticket.dataset.watch);
        pause = answer.ok ? 4 : Math.min(pause * 2, 60);
        if (answer.ok && await answer.text() !== ticket.dataset.standing) {
          location.reload();
        }
      } catch {
        pause = Math.min(pause * 2, 60);
      }
    }

    setTimeout(ask, pause * 1000);
  };
  setTimeout(ask, pause * 1000);
  document.addEventListener('visibilitychange', () => { pause = 4; });
}

// Whoever chooses otherwise is told at once what that changes.
for (const choice of document.querySelectorAll('[data-again]')) {
  choice.addEventListener('change', () => {
    const chosen = choice.form.querySelectorAll('[data-again]:checked');
    location.replace('?' + new URLSearchParams([...chosen].map((one) => [one.name, one.value])));
  });
}

// WeChat's menu: what its card shows, or nothing to share where the link would lead a friend nowhere.
const ofCard = (name) => document.querySelector(`meta[property="og:${name}"]`)?.content;
const sharing = ['share:appMessage', 'share:timeline', 'share:qq', 'share:QZone', 'share:weiboApp', 'share:email', 'copyUrl'];

async function tellWeChat(source) {
  const answer = await fetch('/wechat/signature?url=' + encodeURIComponent(location.href.split('#')[0]));
  if (!answer.ok) {
    return;
  }

  const signed = await answer.json();
  const script = document.createElement('script');
  script.src = source;
  script.onload = () => {
    const card = { title: ofCard('title'), desc: ofCard('description'), link: ofCard('url'), imgUrl: ofCard('image') };
    wx.config({
      appId: signed.app_id,
      timestamp: signed.timestamp,
      nonceStr: signed.nonce_str,
      signature: signed.signature,
      jsApiList: ['updateAppMessageShareData', 'updateTimelineShareData', 'hideMenuItems', 'scanQRCode'],
    });
    wx.ready(() => {
      if (card.link) {
        wx.updateAppMessageShareData(card);
        wx.updateTimelineShareData(card);
      } else {
        wx.hideMenuItems({ menuList: sharing.map((item) => 'menuItem:' + item) });
      }
    });
  };
  document.head.append(script);
}

const weChat = document.querySelector('meta[name="wechat"]');
if (navigator.userAgent.includes('MicroMessenger')) {
  tellWeChat(weChat.content).catch(() => {});
}
