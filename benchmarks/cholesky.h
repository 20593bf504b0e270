#include <math.h>

/* Cholesky in place; b becomes the solution. */
static int solve(int p, double *a, double *b) {
  for (int j = 0; j < p; j++)
    for (int i = j; i < p; i++) {
      double s = a[i * p + j];
      for (int k = 0; k < j; k++) s -= a[i * p + k] * a[j * p + k];
      if (i == j) {
        if (s <= 0) return 0;
        a[j * p + j] = sqrt(s);
      } else a[i * p + j] = s / a[j * p + j];
    }
  for (int i = 0; i < p; i++) {
    for (int k = 0; k < i; k++) b[i] -= a[i * p + k] * b[k];
    b[i] /= a[i * p + i];
  }
  for (int i = p - 1; i >= 0; i--) {
    for (int k = i + 1; k < p; k++) b[i] -= a[k * p + i] * b[k];
    b[i] /= a[i * p + i];
  }
  return 1;
}
