// What a reader's eye gets.

/**
 * How bright the ground of a page is, from 0 to 1.
 * @param {import("playwright-core").Page} page
 */
export function brightness(page) {
  return page.evaluate(() => {
    const canvas = document.createElement("canvas").getContext("2d");
    if (!canvas) {
      throw new Error("no canvas");
    }
    for (const element of [document.documentElement, document.body]) {
      canvas.fillStyle = getComputedStyle(element).backgroundColor;
      canvas.fillRect(0, 0, 1, 1);
    }
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    if (alpha !== 255) {
      throw new Error("the page has no ground of its own");
    }
    return (red + green + blue) / 3 / 255;
  });
}

/** @param {import("playwright-core").Page} page */
export async function isDark(page) {
  return (await brightness(page)) < 0.4;
}

/**
 * The longest horizontal line of one colour in a picture of an element, in pixels, that stands out
 * from what the picture has most of.
 * @param {import("playwright-core").Page} page
 * @param {import("playwright-core").Locator} element
 */
export async function longestLine(page, element) {
  const picture = (await element.screenshot()).toString("base64");
  // Decoded in an empty page: the policy of the tested one forbids it.
  const blank = await page.context().newPage();
  const found = await blank.evaluate(async (picture) => {
    const image = new Image();
    image.src = `data:image/png;base64,${picture}`;
    await image.decode();
    const { width, height } = image;
    const canvas = new OffscreenCanvas(width, height).getContext("2d");
    if (!canvas) {
      throw new Error("no canvas");
    }
    canvas.drawImage(image, 0, 0);
    const pixels = new Uint32Array(canvas.getImageData(0, 0, width, height).data.buffer);
    const counts = new Map();
    for (const pixel of pixels) {
      counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
    }
    const [[ground]] = [...counts].sort((a, b) => b[1] - a[1]);
    let longest = 0;
    for (let y = 0; y < height; y++) {
      let run = 0;
      for (let x = 0; x < width; x++) {
        const at = y * width + x;
        run = pixels[at] === ground ? 0 : x > 0 && pixels[at] === pixels[at - 1] ? run + 1 : 1;
        longest = Math.max(longest, run);
      }
    }
    return longest;
  }, picture);
  await blank.close();
  return found;
}
