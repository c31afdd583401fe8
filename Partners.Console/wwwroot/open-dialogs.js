/**
 * Whether a dialog or drawer covers the page: leaving would lose what is typed there. A popover does not count, because it closes by
 * itself.
 */
export function isDialogOpen() {
  return [...document.querySelectorAll('dialog, [role=dialog]:not([popover])')].some((dialog) => dialog.checkVisibility());
}
