(find, base, methods) => {
  // Shows one camera in each of these ways, and notes the numbers that its pictures carry when they change.
  const context = new OffscreenCanvas(64, 48).getContext('2d', { willReadFrequently: true });
  const shown = {
    WEBCODECS: () => player('webcodecs'),
    MSE: () => player('mse'),
    LIVE_JPEG: () => player('jpeg'),
    MP4: () => {
      const video = document.createElement('video');
      Object.assign(video, { muted: true, autoplay: true, playsInline: true, src: base + 'stream.mp4' });
      return video;
    },
    MJPEG: () => {
      const image = new Image();
      image.src = base + 'stream.mjpg';
      return image;
    },
  };

  function player(method) {
    const element = document.createElement('zoetrope-camera');
    element.setAttribute('method', method);
    element.setAttribute('src', base);
    return element;
  }

  // The number in a picture's upper eighth: see CountedVideo.
  function numberIn(picture) {
    const width = picture.naturalWidth ?? picture.videoWidth ?? picture.width;
    const height = picture.naturalHeight ?? picture.videoHeight ?? picture.height;
    if (!(width > 1)) {
      return null;
    }
    context.setTransform(64 / width, 0, 0, 48 / height, 0, 0);
    // Firefox draws some older picture of a stream with drawImage, but the one in sight as a pattern.
    context.fillStyle = context.createPattern(picture, 'no-repeat');
    context.fillRect(0, 0, width, height);
    const { data } = context.getImageData(0, 3, 64, 1);
    const white = (block) => data[4 * (4 * block + 2) + 1] > 128;
    let number = 0;
    for (let bit = 0; bit < 12; bit++) {
      number += white(2 + bit) ? 1 << bit : 0;
    }
    const remainder = (white(14) ? 1 : 0) + (white(15) ? 2 : 0);
    return white(0) && !white(1) && number % 3 === remainder ? number : null;
  }

  window.whyNot = (method) => {
    const element = document.getElementById(method);
    // With sound a video element would play that, and show nothing without an error.
    return element.reason ?? (element.canPlayType?.(window.mp4Type) === '' ? `cannot play ${window.mp4Type}` : '');
  };
  const asked = new AbortController();
  fetch(base + 'stream.mp4', asked).then((answer) => {
    window.mp4Type = answer.headers.get('Content-Type');
    asked.abort();
  });
  window.hideCounted = () => {
    clearInterval(window.counting);
    // An image that is only removed goes on loading its stream.
    document.querySelectorAll('img, video').forEach((element) => (element.src = ''));
    document.body.replaceChildren();
  };
  window.hideCounted();
  window.counted = {};
  window.countedAt = {};
  window.countedSince = Date.now();
  for (const method of methods) {
    const element = shown[method]();
    Object.assign(element.style, { display: 'inline-block', width: '320px', height: '240px' });
    element.id = method;
    window.counted[method] = [];
    window.countedAt[method] = [];
    document.body.append(element);
  }
  window.counting = setInterval(() => {
    for (const method of methods) {
      const seen = window.counted[method];
      const [picture] = find('#' + method);
      let number = null;
      try {
        number = picture && numberIn(picture);
      } catch {
        // A picture that is not there yet cannot be drawn.
      }
      if (number !== null && number !== seen.at(-1)) {
        seen.push(number);
        window.countedAt[method].push([Date.now(), number]);
      }
    }
  }, 20);
}
