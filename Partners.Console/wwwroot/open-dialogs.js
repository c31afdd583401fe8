/** Whether a dialog or a drawer lies over the page: what is typed there would be lost with it. A popover is none, it closes by itself. */
export function isDialogOpen() {
  return [...document.querySelectorAll('dialog, [role=dialog]:not([popover])')].some((dialog) => dialog.checkVisibility());
}
