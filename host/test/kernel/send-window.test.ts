import { expect, test } from 'vitest';
import { SendWindow } from '#kernel/send-window.ts';

test('as many may be sent as were taken, and a few more', () => {
  const receiver = new SendWindow(2);
  const sender = new SendWindow(2, receiver.shared);
  sender.wait();
  sender.wait();
  for (let sent = 2; sent < 10; sent++) {
    receiver.take();
    sender.wait();
  }
  expect(new Int32Array(receiver.shared)[0]).toBe(8);
});
