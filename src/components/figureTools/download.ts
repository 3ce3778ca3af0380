/** @file Files made in the page: saved under a name, nothing sent anywhere. */

/** How long a file stays for the browser to read. Milliseconds. */
const WHILE = 10_000;

/** Saves a file. */
export function save(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), WHILE);
}

/** A picture of an SVG that needs nothing from outside. @param scale px of the picture for each px of the SVG. */
export async function pngOf(text: string, width: number, height: number, scale: number): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([text], {type: "image/svg+xml"}));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = width * scale;
    canvas.height = height * scale;
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const png = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
    if (png === null) throw new Error("png: the picture was not made, expected a smaller figure or another browser");
    return png;
  } finally {
    URL.revokeObjectURL(address);
  }
}
