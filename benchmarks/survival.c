/*
 * What plain C takes for survival analysis: Cox's model with Efron's ties by Newton's method, and the sort of the times.
 * Reads, as doubles, n times, n events and n rows of p covariates; prints seconds of sorting the times alone (qsort), of
 * sorting and fetching rows, of Newton's steps, how many evaluations these were, and the coefficients.
 *
 *   cc -O3 survival.c -o survival -lm && ./survival sample.bin n p
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

typedef struct { double time; int row; } Key;

static int later(const void *a, const void *b) {
  double x = ((const Key *)a)->time, y = ((const Key *)b)->time;
  return (x < y) - (x > y);
}

static int rising(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/* Rows stand by falling time. */
static double evaluate(int n, int p, const double *x, const double *t, const unsigned char *event, const double *b,
                       double *score, double *info) {
  static double s1[MOST], d1[MOST], mean[MOST], s2[MOST * MOST], d2[MOST * MOST];
  double s0 = 0, ll = 0;
  memset(s1, 0, sizeof s1);
  memset(s2, 0, sizeof s2);
  memset(score, 0, 8 * p);
  memset(info, 0, 8 * p * p);
  for (int i = 0; i < n;) {
    int from = i, deaths = 0;
    double d0 = 0;
    for (; i < n && t[i] == t[from]; i++) {
      const double *row = x + (size_t)i * p;
      double eta = 0;
      for (int j = 0; j < p; j++) eta += row[j] * b[j];
      double r = exp(eta);
      s0 += r;
      for (int j = 0; j < p; j++) {
        double rx = r * row[j];
        s1[j] += rx;
        for (int k = 0; k <= j; k++) s2[j * p + k] += rx * row[k];
      }
      if (!event[i]) continue;
      if (!deaths) {
        memset(d1, 0, 8 * p);
        memset(d2, 0, 8 * p * p);
      }
      deaths++;
      ll += eta;
      d0 += r;
      for (int j = 0; j < p; j++) {
        double rx = r * row[j];
        score[j] += row[j];
        d1[j] += rx;
        for (int k = 0; k <= j; k++) d2[j * p + k] += rx * row[k];
      }
    }
    for (int d = 0; d < deaths; d++) {
      double f = (double)d / deaths, left = s0 - f * d0;
      ll -= log(left);
      for (int j = 0; j < p; j++) {
        mean[j] = (s1[j] - f * d1[j]) / left;
        score[j] -= mean[j];
      }
      for (int j = 0; j < p; j++)
        for (int k = 0; k <= j; k++) info[j * p + k] += (s2[j * p + k] - f * d2[j * p + k]) / left - mean[j] * mean[k];
    }
  }
  return ll;
}

int main(int count, char **argument) {
  if (count < 4) return 1;
  int n = atoi(argument[2]), p = atoi(argument[3]);
  if (p > MOST) return 1;
  double *time = malloc(8l * n), *events = malloc(8l * n), *rows = malloc(8l * n * p), *sorted = malloc(8l * n);
  FILE *file = fopen(argument[1], "rb");
  if (!file || fread(time, 8, n, file) != (size_t)n || fread(events, 8, n, file) != (size_t)n ||
      fread(rows, 8, (size_t)n * p, file) != (size_t)n * p)
    return 1;
  memcpy(sorted, time, 8l * n);
  double a = seconds();
  qsort(sorted, n, 8, rising);
  double b = seconds();
  Key *key = malloc(n * sizeof(Key));
  for (int i = 0; i < n; i++) key[i] = (Key){time[i], i};
  qsort(key, n, sizeof(Key), later);
  double *x = malloc(8l * n * p), *t = malloc(8l * n);
  unsigned char *event = malloc(n);
  for (int i = 0; i < n; i++) {
    t[i] = key[i].time;
    event[i] = events[key[i].row] != 0;
    memcpy(x + (size_t)i * p, rows + (size_t)key[i].row * p, 8l * p);
  }
  double c = seconds();
  double beta[MOST] = {0}, score[MOST], *info = malloc(8l * p * p), before = 0;
  int steps = 0;
  for (; steps < 30; steps++) {
    double ll = evaluate(n, p, x, t, event, beta, score, info);
    if (steps && fabs(1 - before / ll) < 1e-9) break;
    before = ll;
    if (!solve(p, info, score)) return 2;
    for (int j = 0; j < p; j++) beta[j] += score[j];
  }
  double d = seconds();
  printf("%.6f\n%.6f\n%.6f\n%d\n", b - a, c - b, d - c, steps + 1);
  for (int j = 0; j < p; j++) printf("%.17g\n", beta[j]);
  return 0;
}
