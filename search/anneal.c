/* Simulated annealing of a year with imposed symmetry; years.py compiles and calls it.
 *
 * A year is `bases` partitions of n points into groups. Base b is developed into counts[b]
 * periods, each by a permutation of the points. Besides, inner_counts[b] permutations leave
 * base b as it is. A move swaps two points of a base, their images under the inner
 * permutations, and with them those in all periods of the base. The cost is the number of pairs of points that share no group in
 * any period, plus what makes a year worse among those that cover as much:
 *   - pairs that share a group of three twice, where three are partners,
 *   - pairs that meet twice in the periods that are to come first,
 *   - turns in odd groups (of three or five) below `least` or above `most`.
 */
#include <math.h>
#include <stdint.h>
#include <string.h>

#define MOST_POINTS 64
#define MOST_BASES 64

typedef struct {
    int n, bases, most_images;
    const int *from, *to; /* [n]: the seats of the group that a seat is in */
    const int *counts;      /* [bases] */
    const int *images;      /* [bases][most_images][n] */
    const int *early;       /* [bases][most_images]: whether the period is to come first */
    int least, most;
    const int *inner_counts; /* [bases] */
    const int *inner;        /* [inner_counts[b]][n] */
} Year;

typedef struct {
    int16_t met[MOST_POINTS][MOST_POINTS];
    int16_t in_three[MOST_POINTS][MOST_POINTS];
    int16_t met_early[MOST_POINTS][MOST_POINTS];
    int turns[MOST_POINTS];
} Counts;

static uint64_t state;

static uint64_t next_random(void) { /* xorshift64*, Vigna 2016 */
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return state * 2685821657736338717ULL;
}

static int below(int n) { return (int)((next_random() >> 33) % (uint64_t)n); }

static double unit(void) { return (double)(next_random() >> 11) / 9007199254740992.0; }

/* Count a pair once more (step 1) or less (-1); returns what that adds to the cost. */
static int count_unmet(int16_t table[MOST_POINTS][MOST_POINTS], int x, int y, int step) {
    int before = table[x][y];
    table[x][y] = table[y][x] = (int16_t)(before + step);
    return (before + step == 0) - (before == 0);
}

static int count_again(int16_t table[MOST_POINTS][MOST_POINTS], int x, int y, int step) {
    int before = table[x][y];
    table[x][y] = table[y][x] = (int16_t)(before + step);
    return step > 0 ? before >= 1 : -(before >= 2);
}

static int uneven(const Year *year, int turns) {
    return turns < year->least ? year->least - turns : turns > year->most ? turns - year->most : 0;
}

/* The student at a seat joins (step 1) or leaves (-1) the group's other seats, in every image. */
static int sit(const Year *year, Counts *c, const int *base, int b, int seat, int point, int step) {
    int from = year->from[seat], to = year->to[seat], cost = 0;
    for (int k = 0; k < year->counts[b]; k++) {
        const int *image = year->images + (b * year->most_images + k) * year->n;
        int early = year->early[b * year->most_images + k], x = image[point];
        for (int s = from; s < to; s++) {
            if (s == seat) continue;
            int y = image[base[s]];
            cost += count_unmet(c->met, x, y, step);
            if (to - from == 3) cost += count_again(c->in_three, x, y, step);
            if (early) cost += count_again(c->met_early, x, y, step);
        }
        if (to - from != 4) {
            cost -= uneven(year, c->turns[x]);
            c->turns[x] += step;
            cost += uneven(year, c->turns[x]);
        }
    }
    return cost;
}

/* What swapping the points at two seats adds to the cost; the swap is made. */
static int swap_two(const Year *year, Counts *c, int *base, int b, int s, int r) {
    int x = base[s], y = base[r];
    if (year->from[s] == year->from[r]) {
        base[s] = y, base[r] = x;
        return 0;
    }
    int cost = sit(year, c, base, b, s, x, -1) + sit(year, c, base, b, r, y, -1);
    base[s] = y, base[r] = x;
    return cost + sit(year, c, base, b, s, y, 1) + sit(year, c, base, b, r, x, 1);
}

/* How many images a point has under the inner permutations of a base. */
static int orbit_length(const Year *year, int b, int x) {
    return year->inner_counts[b] == 1 || year->inner[year->n + x] == x ? 1 : year->inner_counts[b];
}

/* The same for two points and their inner images, those of y taken `offset` further. */
static int swap_orbits(const Year *year, Counts *c, int *base, int *seat_of, int b, int x, int y,
                       int offset) {
    int cost = 0, length = orbit_length(year, b, x);
    for (int k = 0; k < length; k++) {
        int p = year->inner[k * year->n + x];
        int q = year->inner[((k + offset) % length) * year->n + y];
        int s = seat_of[p], r = seat_of[q];
        cost += swap_two(year, c, base, b, s, r);
        seat_of[p] = r, seat_of[q] = s;
    }
    return cost;
}

static int same_orbit(const Year *year, int b, int x, int y) {
    for (int k = 0; k < year->inner_counts[b]; k++)
        if (year->inner[k * year->n + x] == y) return 1;
    return 0;
}

static int cost_of(const Year *year, Counts *c, const int *seats) {
    int n = year->n, cost = n * (n - 1) / 2;
    memset(c, 0, sizeof *c);
    for (int p = 0; p < n; p++) cost += uneven(year, 0);
    for (int b = 0; b < year->bases; b++) {
        /* Seat one after the other: a pair is counted when its second point sits down. */
        for (int k = 0; k < year->counts[b]; k++) {
            const int *image = year->images + (b * year->most_images + k) * n, *base = seats + b * n;
            int early = year->early[b * year->most_images + k];
            for (int s = 0; s < n; s++) {
                int x = image[base[s]], size = year->to[s] - year->from[s];
                for (int r = year->from[s]; r < s; r++) {
                    int y = image[base[r]];
                    cost += count_unmet(c->met, x, y, 1);
                    if (size == 3) cost += count_again(c->in_three, x, y, 1);
                    if (early) cost += count_again(c->met_early, x, y, 1);
                }
                if (size != 4) {
                    cost -= uneven(year, c->turns[x]);
                    cost += uneven(year, ++c->turns[x]);
                }
            }
        }
    }
    return cost;
}

/* seats[bases][n]: the point at each seat, at the start and, on return, at the best.
 * Returns the cost of the best. */
int anneal(const Year *year, int *seats, long moves, double hot, double cold, uint64_t seed) {
    static Counts counts;
    int n = year->n, current[MOST_BASES * MOST_POINTS], seat_of[MOST_BASES][MOST_POINTS];
    size_t size = sizeof(int) * (size_t)(year->bases * n);
    memcpy(current, seats, size);
    state = seed * 0x9E3779B97F4A7C15ULL + 1;
    int cost = cost_of(year, &counts, current), best = cost;
    for (int b = 0; b < year->bases; b++)
        for (int s = 0; s < n; s++) seat_of[b][current[b * n + s]] = s;
    double heat = hot, cooling = pow(cold / hot, 1.0 / (double)moves);
    for (long move = 0; move < moves && best > 0; move++, heat *= cooling) {
        int b = below(year->bases), x = below(n), y = below(n), *base = current + b * n;
        int length = orbit_length(year, b, x);
        if (length != orbit_length(year, b, y) || same_orbit(year, b, x, y)) continue;
        int offset = below(length);
        int change = swap_orbits(year, &counts, base, seat_of[b], b, x, y, offset);
        if (change > 0 && unit() >= exp(-change / heat)) {
            /* y is where x was: the same once more, from the other end, takes it back. */
            swap_orbits(year, &counts, base, seat_of[b], b, x, y, offset);
            continue;
        }
        cost += change;
        if (cost < best) {
            best = cost;
            memcpy(seats, current, size);
        }
    }
    return best;
}
