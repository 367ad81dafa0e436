// Saves a file that was fetched, as the browser saves downloads.

/** Offers a file under a name. */
export function saveAs(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser begins to read it only after this turn.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
