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

// A notice: a real modal dialog, with the focus in it.
const notice = byId('notice');
if (notice) {
  notice.close();
  notice.showModal();
}

// One tap, one request; but no button stays dead where nothing came of it.
const again = 8000;
const free = (button) => {
  button.disabled = false;
  button.removeAttribute('aria-busy');
};
for (const form of document.querySelectorAll('form[data-once]')) {
  form.addEventListener('submit', () => {
    const button = form.querySelector('button');
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
  let [ends, retryAt, wait, isAsking] = [[], 0, 3, false];

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
    try {
      const page = await fetchPage('/code');
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

// The invitation: one picture to save, a link to copy, and what WeChat's own card shows.
async function drawPoster(poster) {
  const picture = byId('poster-picture');
  await picture.decode();
  const [width, height, side] = [600, 800, 400];
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width, height];
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#0b7a59';
  pen.fillRect(0, 0, width, height);
  pen.fillStyle = '#fff';
  pen.textAlign = 'center';
  pen.font = '600 40px sans-serif';
  pen.fillText(poster.dataset.heading, width / 2, 110, width - 60);
  pen.fillRect((width - side) / 2 - 20, 170, side + 40, side + 40);
  pen.drawImage(picture, (width - side) / 2, 190, side, side);
  pen.font = '32px sans-serif';
  pen.fillText(poster.dataset.line, width / 2, 700, width - 60);
  const drawn = document.createElement('img');
  drawn.className = 'poster__drawn';
  drawn.alt = poster.dataset.alt;
  drawn.src = canvas.toDataURL('image/png');
  await drawn.decode();
  poster.replaceChildren(drawn);
}

function offerCopy(button) {
  button.classList.remove('needs-script');
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(byId('link').textContent);
    } catch {
      getSelection().selectAllChildren(byId('link'));
      document.execCommand('copy');
    }

    button.textContent = button.dataset.done;
    say(button.dataset.done);
  });
}

async function fillCard(poster) {
  const page = location.href.split('#')[0];
  const answer = await fetch('/wechat/signature?url=' + encodeURIComponent(page));
  if (!answer.ok) {
    return;
  }

  const signature = await answer.json();
  const script = document.createElement('script');
  script.src = poster.dataset.script;
  script.onload = () => {
    const card = { title: poster.dataset.shareTitle, desc: poster.dataset.shareText, link: poster.dataset.share, imgUrl: '' };
    wx.config({
      appId: signature.app_id,
      timestamp: signature.timestamp,
      nonceStr: signature.nonce_str,
      signature: signature.signature,
      jsApiList: ['updateAppMessageShareData', 'updateTimelineShareData'],
    });
    wx.ready(() => {
      wx.updateAppMessageShareData(card);
      wx.updateTimelineShareData(card);
    });
  };
  document.head.append(script);
}

const poster = byId('poster');
if (poster) {
  drawPoster(poster);
  offerCopy(byId('copy'));
  if (navigator.userAgent.includes('MicroMessenger')) {
    fillCard(poster);
  }
}
