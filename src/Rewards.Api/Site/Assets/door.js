// Scans at the door: by WeChat's own scanner, or by the camera where the browser reads codes. Typing works everywhere.
const byId = (id) => document.getElementById(id);
const [form, field, camera, video] = ['door', 'scanned', 'camera', 'video'].map(byId);
const isWeChat = navigator.userAgent.includes('MicroMessenger');
const found = (text) => {
  field.value = text;
  form.requestSubmit();
};

async function scan() {
  const words = camera.textContent;
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
  const end = () => {
    stream.getTracks().forEach((track) => track.stop());
    video.hidden = true;
    camera.textContent = words;
    camera.onclick = start;
  };
  video.srcObject = stream;
  video.hidden = false;
  camera.textContent = camera.dataset.stop;
  camera.onclick = end;
  await video.play();
  const detector = new BarcodeDetector({ formats: ['qr_code'] });
  while (!video.hidden) {
    const [code] = await detector.detect(video).catch(() => []);
    if (code) {
      end();
      navigator.vibrate?.(100);
      found(code.rawValue);
    }

    await new Promise((done) => { setTimeout(done, 150); });
  }
}

// Who forbids the camera types.
const start = () => isWeChat
  ? wx.scanQRCode({ needResult: 1, scanType: ['qrCode'], success: (answer) => found(answer.resultStr) })
  : scan().catch(() => field.focus());

if (form && (isWeChat || ('BarcodeDetector' in window && navigator.mediaDevices))) {
  camera.hidden = false;
  camera.classList.remove('needs-script');
  camera.onclick = start;
}
