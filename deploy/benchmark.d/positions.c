// Positions from levels in plain C, to compare footfall's with: on the scans of `footfall evaluate solver`, in a square of
// 600 m² with 8 sensors.
//
//     positions grid COUNT     the posterior over cells of 1 m² that footfall computes, in double precision
//     positions newton COUNT   the fit of a place and a power that most programs do: Gauss and Newton's, damped (Marquardt)
//
// Prints the processor's microseconds for one position, and the mean of all positions.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { side_x = 24, side_y = 25, cells = side_x * side_y, sensors = 8, columns = 3, lines = 3, scans = 256 };

// The model, as PathLossModel has it before any calibration, with the exponent of the trial.
static const double exponent = 3, reference = -42, shadowing = 5, fading = 3.5, power = 6, height = 1.5, sensitivity = -90,
                    loss = 0.1;

static double place[sensors][2], base[cells][sensors];
static double level[scans][sensors];
static int frames[scans][sensors];

static double seconds(void) {
    struct timespec time;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return time.tv_sec + time.tv_nsec * 1e-9;
}

static double loss_at(double dx, double dy) { return -5 * exponent * log10(dx * dx + dy * dy + height * height); }

static void prepare(void) {
    double side = sqrt(600);
    for (int s = 0; s < sensors; s++) {
        place[s][0] = side * (s % columns + 0.5) / columns;
        place[s][1] = side * (s / columns + 0.5) / lines;
    }
    for (int c = 0; c < cells; c++)
        for (int s = 0; s < sensors; s++)
            base[c][s] = loss_at(c % side_x + 0.5 - place[s][0], c / side_x + 0.5 - place[s][1]);
    for (int n = 0; n < scans; n++)
        for (int s = 0; s < sensors; s++) {
            double distance = hypot(side * (n % 16) / 15 - place[s][0], side * (n / 16) / 15 - place[s][1]);
            level[n][s] = -42 - 11 * sqrt(distance < 1 ? 1 : distance);
            frames[n][s] = (n + s) % 5 == 4 ? 0 : 1 + (n + s) % 4;
        }
}

static double grid(int n, double *x, double *y) {
    double weight[sensors], scale[sensors], precision = 1 / (power * power), log_posterior[cells];
    int most = 1;
    for (int s = 0; s < sensors; s++) {
        weight[s] = frames[n][s] ? 1 / (shadowing * shadowing + fading * fading / frames[n][s]) : 0;
        precision += weight[s];
        if (frames[n][s] > most) most = frames[n][s];
    }
    for (int s = 0; s < sensors; s++) scale[s] = 1 / sqrt(shadowing * shadowing + fading * fading + 1 / precision);
    double chance = pow(loss, most), peak = -HUGE_VAL;
    for (int c = 0; c < cells; c++) {
        double sum = 0, squares = 0, silence = 1;
        for (int s = 0; s < sensors; s++) {
            double error = level[n][s] - reference - base[c][s];
            sum += weight[s] * error;
            squares += weight[s] * error * error;
        }
        double own = sum / precision;
        for (int s = 0; s < sensors; s++) {
            if (frames[n][s]) continue;
            double z = (sensitivity - reference - own - base[c][s]) * scale[s];
            silence *= chance + (1 - chance) * 0.5 * erfc(-z * M_SQRT1_2);
        }
        log_posterior[c] = -0.5 * (squares - own * sum) + log(silence + 1e-300);
        if (log_posterior[c] > peak) peak = log_posterior[c];
    }
    double total = 0, zone[6] = {0};
    *x = *y = 0;
    for (int c = 0; c < cells; c++) {
        double mass = exp(log_posterior[c] - peak), cx = c % side_x + 0.5, cy = c / side_x + 0.5;
        total += mass;
        *x += mass * cx;
        *y += mass * cy;
        zone[(cy * 3 / side_y >= 2 ? 4 : cy * 3 / side_y >= 1 ? 2 : 0) + (cx * 2 >= side_x)] += mass;
    }
    *x /= total;
    *y /= total;
    return zone[0] / total;
}

static double newton(int n, double *x, double *y) {
    const double k = 10 * exponent / M_LN10;
    double sum = 0, p = 0, cost = 0, damping = 1e-3;
    int heard = 0;
    *x = *y = 0;
    for (int s = 0; s < sensors; s++) {
        if (!frames[n][s]) continue;
        double near = exp((level[n][s] + 40) / k);
        *x += near * place[s][0];
        *y += near * place[s][1];
        sum += near;
        heard++;
    }
    *x /= sum;
    *y /= sum;
#define ERROR(s, x, y, p) (level[n][s] - ((p) + loss_at((x) - place[s][0], (y) - place[s][1])))
    for (int s = 0; s < sensors; s++)
        if (frames[n][s]) p += ERROR(s, *x, *y, 0) / heard;
    for (int s = 0; s < sensors; s++)
        if (frames[n][s]) cost += ERROR(s, *x, *y, p) * ERROR(s, *x, *y, p);
    for (int round = 0; round < 30; round++) {
        double a00 = 0, a01 = 0, a02 = 0, a11 = 0, a12 = 0, g0 = 0, g1 = 0, g2 = 0, step = 0;
        for (int s = 0; s < sensors; s++) {
            if (!frames[n][s]) continue;
            double dx = *x - place[s][0], dy = *y - place[s][1], square = dx * dx + dy * dy + height * height;
            double error = ERROR(s, *x, *y, p), jx = -k * dx / square, jy = -k * dy / square;
            a00 += jx * jx, a01 += jx * jy, a02 += jx, a11 += jy * jy, a12 += jy;
            g0 += jx * error, g1 += jy * error, g2 += error;
        }
        int better = 0;
        for (int attempt = 0; attempt < 8 && !better; attempt++) {
            double b00 = a00 * (1 + damping) + 1e-9, b11 = a11 * (1 + damping) + 1e-9, b22 = heard * (1 + damping);
            double c00 = b11 * b22 - a12 * a12, c01 = a02 * a12 - a01 * b22, c02 = a01 * a12 - a02 * b11;
            double c11 = b00 * b22 - a02 * a02, c12 = a01 * a02 - b00 * a12, c22 = b00 * b11 - a01 * a01;
            double determinant = b00 * c00 + a01 * c01 + a02 * c02, next = 0;
            double sx = (c00 * g0 + c01 * g1 + c02 * g2) / determinant;
            double sy = (c01 * g0 + c11 * g1 + c12 * g2) / determinant;
            double sp = (c02 * g0 + c12 * g1 + c22 * g2) / determinant;
            for (int s = 0; s < sensors; s++)
                if (frames[n][s]) next += ERROR(s, *x + sx, *y + sy, p + sp) * ERROR(s, *x + sx, *y + sy, p + sp);
            better = next <= cost;
            if (better) *x += sx, *y += sy, p += sp, step = sx * sx + sy * sy, cost = next;
            damping *= better ? 0.3 : 4;
        }
        if (!better || step < 1e-8) break;
    }
    return p;
}

int main(int count, char **words) {
    if (count != 3) return fprintf(stderr, "positions grid|newton COUNT\n"), 64;
    double (*solve)(int, double *, double *) = strcmp(words[1], "grid") ? newton : grid;
    long solves = atol(words[2]);
    double x, y, mean_x = 0, mean_y = 0;
    volatile double kept = 0;
    prepare();
    double start = seconds();
    for (long number = 0; number < solves; number++) {
        kept += solve(number % scans, &x, &y);
        mean_x += x / solves;
        mean_y += y / solves;
    }
    printf("%.3f %.2f %.2f\n", (seconds() - start) / solves * 1e6, mean_x, mean_y);
}
