/*
 * What plain C takes for logistic regression by Newton's method: reads, as doubles, p columns of n rows and then n
 * zeros or ones, sets the rows beside an intercept, and prints the seconds of Newton's steps (until the deviance
 * changes by less than 1e-8 of itself, as R's glm), how many they were, and the coefficients.
 *
 *   cc -O3 logistic.c -o logistic -lm && ./logistic sample.bin n p
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "cholesky.h"

#define MOST 64

static double seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}

int main(int argc, char **argv) {
  if (argc < 4) return 2;
  size_t n = strtoull(argv[2], 0, 10);
  int given = atoi(argv[3]), p = given + 1;
  if (p > MOST) return 2;
  double *x = malloc(n * p * sizeof *x), *column = malloc(n * sizeof *column), *y = malloc(n * sizeof *y);
  FILE *file = fopen(argv[1], "rb");
  if (!x || !column || !y || !file) return 1;
  for (int j = 0; j < given; j++) {
    if (fread(column, sizeof *column, n, file) != n) return 1;
    for (size_t i = 0; i < n; i++) x[i * p + j + 1] = column[i];
  }
  if (fread(y, sizeof *y, n, file) != n) return 1;
  for (size_t i = 0; i < n; i++) x[i * p] = 1;
  double b[MOST] = {0}, score[MOST], info[MOST * MOST], before = INFINITY, from = seconds();
  int steps = 0;
  for (; steps < 50; steps++) {
    memset(score, 0, sizeof score);
    memset(info, 0, sizeof info);
    double deviance = 0;
    for (size_t i = 0; i < n; i++) {
      const double *row = x + i * p;
      double eta = 0;
      for (int j = 0; j < p; j++) eta += row[j] * b[j];
      double q = 1 / (1 + exp(-eta)), w = q * (1 - q), r = y[i] - q;
      deviance -= 2 * log(y[i] > 0.5 ? q : 1 - q);
      for (int j = 0; j < p; j++) {
        double wx = w * row[j];
        score[j] += r * row[j];
        for (int k = 0; k <= j; k++) info[j * p + k] += wx * row[k];
      }
    }
    if (fabs(before - deviance) < 1e-8 * (fabs(deviance) + 0.1)) break;
    before = deviance;
    if (!solve(p, info, score)) return 1;
    for (int j = 0; j < p; j++) b[j] += score[j];
  }
  printf("%.9f\n%d\n", seconds() - from, steps);
  for (int j = 0; j < p; j++) printf("%.17g\n", b[j]);
  return 0;
}
