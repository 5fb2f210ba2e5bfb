// A cover for tests and sheets: bright enough to show whether text stands out on it.

export const COVER_SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" width="144" height="144"><rect width="100" height="100" fill="#0D3B2E"/><path d="M8 8h28v28a28 28 0 0 1-28-28z" fill="#3FD08C"/><circle cx="50" cy="22" r="14" fill="#E8643C"/><path d="M64 36v-28a28 28 0 0 1 28 28z" fill="#3FD08C"/><path d="M36 36v28h-28a28 28 0 0 1 28-28z" fill="#F2EAD3"/><path d="M36 36h28v28a28 28 0 0 1-28-28z" fill="#9BE3BE"/><circle cx="78" cy="50" r="14" fill="#F2EAD3"/><path d="M8 92v-28a28 28 0 0 1 28 28z" fill="#E8643C"/><path d="M64 64v28h-28a28 28 0 0 1 28-28z" fill="#3FD08C"/><path d="M64 64h28v28a28 28 0 0 1-28-28z" fill="#E8643C"/></svg>';
