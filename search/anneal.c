/* Simulated annealing of a year with imposed symmetry; years.py compiles and calls it.
 *
 * A group of permutations acts on the students and on the periods, and the year is to stay what
 * it is under each of them. So only one period of each orbit is free: it must be left as it is by
 * the permutations that leave it in its place, and all others of its orbit are images of it. A
 * move is made together with all its images. Two students of a period swap their groups, or one
 * *shifts* from a group to one that is smaller by one, so that the groups swap their sizes.
 *
 * The cost is the number of those, two by two, who share a group in no period, and `extras` times
 * what makes a year worse among those that cover as much:
 *   - those who share a group of three twice, where all three are partners,
 *   - those who meet twice in the periods that are to come first,
 *   - turns in odd groups (of three or five) below `least` or above `most`.
 */
#include <math.h>
#include <stdint.h>
#include <string.h>

#define MOST_STUDENTS 64
#define MOST_PERIODS 64
#define MOST_GROUPS 24
#define MOST_ORDER 128

typedef struct {
    int n, periods, groups, order;
    const int *student; /* [order][n]: where a permutation takes each student */
    const int *period;  /* [order][periods] */
    const int *early;   /* [periods]: whether it is to come first */
    int least, most, extras;
} Year;

typedef uint64_t Set; /* of students, a bit for each */

typedef struct {
    Set members[MOST_PERIODS][MOST_GROUPS];
    int group_of[MOST_PERIODS][MOST_STUDENTS];
    int16_t met[MOST_STUDENTS][MOST_STUDENTS];
    int16_t in_three[MOST_STUDENTS][MOST_STUDENTS];
    int16_t met_early[MOST_STUDENTS][MOST_STUDENTS];
    int turns[MOST_STUDENTS];
} State;

/* One period of an orbit: the permutations that leave it in its place, and one to each of its
 * images. For each student, permutations that take it once to each student of its own orbit. */
typedef struct {
    int period, staying, images, stays[MOST_ORDER], to_image[MOST_PERIODS];
    int orbit_length[MOST_STUDENTS], around[MOST_STUDENTS][MOST_ORDER];
} Base;

static const Year *year;
static State now;
static Base bases[MOST_PERIODS];
static uint64_t random_state;

static uint64_t next_random(void) { /* xorshift64*, Vigna 2016 */
    random_state ^= random_state >> 12;
    random_state ^= random_state << 25;
    random_state ^= random_state >> 27;
    return random_state * 2685821657736338717ULL;
}

static int below(int n) { return (int)((next_random() >> 33) % (uint64_t)n); }

static double unit(void) { return (double)(next_random() >> 11) / 9007199254740992.0; }

static int student_image(int e, int x) { return year->student[e * year->n + x]; }

static int period_image(int e, int t) { return year->period[e * year->periods + t]; }

static int size_of(int t, int g) { return __builtin_popcountll(now.members[t][g]); }

static int uneven(int turns) {
    return turns < year->least ? year->least - turns : turns > year->most ? turns - year->most : 0;
}

/* Count two once more (step 1) or less (-1); returns by how much there are more than one. */
static int count_again(int16_t table[MOST_STUDENTS][MOST_STUDENTS], int x, int y, int step) {
    int before = table[x][y];
    table[x][y] = table[y][x] = (int16_t)(before + step);
    return step > 0 ? before >= 1 : -(before >= 2);
}

/* Student x begins (step 1) or ceases (-1) to share a group with others; returns the cost. */
static int meet(int t, int x, Set others, int step) {
    int cost = 0;
    for (; others; others &= others - 1) {
        int y = __builtin_ctzll(others), before = now.met[x][y];
        now.met[x][y] = now.met[y][x] = (int16_t)(before + step);
        cost += (before + step == 0) - (before == 0);
        if (year->extras && year->early[t])
            cost += year->extras * count_again(now.met_early, x, y, step);
    }
    return cost;
}

/* A whole group begins (step 1) or ceases (-1) to be one; what being odd adds to the cost. */
static int be_odd(int t, int g, int step) {
    int size = size_of(t, g), cost = 0;
    if (!year->extras || size == 4) return 0;
    for (Set left = now.members[t][g]; left; left &= left - 1) {
        int x = __builtin_ctzll(left);
        cost -= uneven(now.turns[x]);
        now.turns[x] += step;
        cost += uneven(now.turns[x]);
        if (size == 3)
            for (Set others = left & (left - 1); others; others &= others - 1)
                cost += count_again(now.in_three, x, __builtin_ctzll(others), step);
    }
    return cost * year->extras;
}

static int change_group(int t, int x, int g) {
    int from = now.group_of[t][x];
    Set one = (Set)1 << x;
    now.members[t][from] &= ~one;
    int cost = meet(t, x, now.members[t][from], -1) + meet(t, x, now.members[t][g], 1);
    now.members[t][g] |= one;
    now.group_of[t][x] = g;
    return cost;
}

/* Student x goes to the group of y, who comes to that of x in a swap. */
static int move_one(int t, int x, int y, int is_swap) {
    int a = now.group_of[t][x], b = now.group_of[t][y];
    if (a == b) return 0;
    int cost = be_odd(t, a, -1) + be_odd(t, b, -1);
    cost += change_group(t, x, b);
    if (is_swap) cost += change_group(t, y, a);
    return cost + be_odd(t, a, 1) + be_odd(t, b, 1);
}

/* The same with all images of it. */
static int move_all(const Base *base, int x, int y, int is_swap) {
    int cost = 0;
    for (int k = 0; k < base->orbit_length[x]; k++) {
        int to_x = student_image(base->around[x][k], x), to_y = student_image(base->around[x][k], y);
        for (int i = 0; i < base->images; i++) {
            int e = base->to_image[i], t = period_image(e, base->period);
            cost += move_one(t, student_image(e, to_x), student_image(e, to_y), is_swap);
        }
    }
    return cost;
}

/* Whether the swap and its images leave the period as the staying permutations want it. */
static int may_swap(const Base *base, int x, int y) {
    for (int k = 0; k < base->staying; k++) {
        int e = base->stays[k];
        if ((student_image(e, x) == x) != (student_image(e, y) == y)) return 0;
        if (student_image(e, x) == y) return 0;
    }
    return 1;
}

/* The same for a shift: of each image of the two groups, one student leaves or comes. */
static int may_shift(const Base *base, int x, int y) {
    int t = base->period, a = now.group_of[t][x], b = now.group_of[t][y];
    if (size_of(t, a) != size_of(t, b) + 1) return 0;
    uint32_t from = 0, to = 0;
    for (int k = 0; k < base->staying; k++) {
        int e = base->stays[k], target = now.group_of[t][student_image(e, y)];
        if (student_image(e, x) == x && target != b) return 0;
        from |= 1u << now.group_of[t][student_image(e, x)];
        to |= 1u << target;
    }
    int length = base->orbit_length[x];
    return !(from & to) && __builtin_popcount(from) == length && __builtin_popcount(to) == length;
}

static int set_up(void) {
    int count = 0;
    char seen[MOST_PERIODS] = {0};
    for (int t = 0; t < year->periods; t++) {
        if (seen[t]) continue;
        Base *base = &bases[count++];
        base->period = t, base->staying = base->images = 0;
        for (int e = 0; e < year->order; e++) {
            int image = period_image(e, t);
            if (image == t) base->stays[base->staying++] = e;
            if (!seen[image]) base->to_image[base->images++] = e;
            seen[image] = 1;
        }
        for (int x = 0; x < year->n; x++) {
            Set orbit = 0;
            base->orbit_length[x] = 0;
            for (int k = 0; k < base->staying; k++) {
                Set one = (Set)1 << student_image(base->stays[k], x);
                if (!(orbit & one)) base->around[x][base->orbit_length[x]++] = base->stays[k];
                orbit |= one;
            }
        }
    }
    return count;
}

/* Count a whole year, one group after the other; returns the cost. */
static int count_all(const int *group_of) {
    int n = year->n, cost = n * (n - 1) / 2;
    memset(&now, 0, sizeof now);
    for (int x = 0; x < n; x++) cost += year->extras * uneven(0);
    for (int t = 0; t < year->periods; t++) {
        for (int x = 0; x < n; x++) {
            int g = now.group_of[t][x] = group_of[t * n + x];
            cost += meet(t, x, now.members[t][g], 1);
            now.members[t][g] |= (Set)1 << x;
        }
        for (int g = 0; g < year->groups; g++) cost += be_odd(t, g, 1);
    }
    return cost;
}

static void write_down(int *group_of) {
    for (int t = 0; t < year->periods; t++)
        memcpy(group_of + t * year->n, now.group_of[t], sizeof(int) * (size_t)year->n);
}

/* group_of[periods][n]: the group of each student, which the permutations leave as it is, at the
 * start and, on return, at the best. Returns the cost of the best, and ends where it is 0. */
int anneal(const Year *given, int *group_of, long moves, double hot, double cold, uint64_t seed) {
    year = given;
    random_state = seed * 0x9E3779B97F4A7C15ULL + 1;
    int count = set_up(), cost = count_all(group_of), best = cost, mixed = 0;
    for (int g = 1; g < year->groups; g++) mixed |= size_of(0, g) != size_of(0, 0);
    double heat = hot, cooling = pow(cold / hot, 1.0 / (double)moves);
    for (long move = 0; move < moves && best > 0; move++, heat *= cooling) {
        const Base *base = &bases[below(count)];
        int x = below(year->n), y = below(year->n), t = base->period;
        int a = now.group_of[t][x], is_swap = !mixed || below(4);
        if (a == now.group_of[t][y]) continue;
        if (is_swap ? !may_swap(base, x, y) : !may_shift(base, x, y)) continue;
        /* One who stays behind, by whom a student who has shifted finds back. */
        int left = is_swap ? y : __builtin_ctzll(now.members[t][a] & ~((Set)1 << x));
        int change = move_all(base, x, y, is_swap);
        if (change > 0 && unit() >= exp(-change / heat)) {
            move_all(base, x, left, is_swap);
            continue;
        }
        cost += change;
        if (cost < best) {
            best = cost;
            write_down(group_of);
        }
    }
    return best;
}
