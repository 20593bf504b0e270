/* Sorts n doubles with the C library's qsort: a copy of them for each round, the sort alone timed. Prints seconds. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static int ascending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

int main(int argc, char **argv) {
  if (argc < 4) return 2;
  size_t n = strtoull(argv[2], 0, 10);
  int rounds = atoi(argv[3]);
  double *given = malloc(n * sizeof *given), *values = malloc(n * sizeof *values);
  FILE *file = fopen(argv[1], "rb");
  if (!given || !values || !file || fread(given, sizeof *given, n, file) != n) return 1;
  for (int round = 0; round < rounds; round++) {
    struct timespec from, to;
    memcpy(values, given, n * sizeof *values);
    clock_gettime(CLOCK_MONOTONIC, &from);
    qsort(values, n, sizeof *values, ascending);
    clock_gettime(CLOCK_MONOTONIC, &to);
    printf("%.9f\n", (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9);
  }
  return 0;
}
