/**
 * Forms that no page leads to here, with the reason; they are sent all the same, with fields that are guessed. Each has
 * a test of its own beside its page.
 */
export const needsMore = [
  // Comes after the programme and its rhythm were chosen, by the address that this choice leads to.
  '/groups/plan/:programme',
  // Stands on the page only beside a hold that another safeguarding lead has placed.
  '/retention/hold/:hold/lift',
  // Stands on the page only while a worker is at its calculation.
  '/desk/:study/cancel',
  // Stands on the page only where the service has an example of its own.
  '/desk/:study/extract/made-up',
  // Stand on the page of a fit, while a worker is at it or once it is over; a fit takes a worker some seconds.
  '/plans/calibrate/:calibration/cancel',
  '/plans/calibrate/:calibration/again',
  '/plans/calibrate/:calibration/forget',
];
