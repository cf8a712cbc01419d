/* measure FILE COMMAND…: runs the command and appends "CPU-SECONDS PEAK-KIB" to the file; its exit status is the
 * command's. CPU seconds are user and system time of the whole process.
 *
 * Build: gcc -O2 -o measure measure.c
 */
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static double seconds(struct timeval time) { return (double)time.tv_sec + (double)time.tv_usec / 1e6; }

int main(int count, char **arguments) {
    if (count < 3) {
        fputs("usage: measure FILE COMMAND...\n", stderr);
        return 64;
    }
    pid_t child = fork();
    if (child == 0) {
        execvp(arguments[2], arguments + 2);
        perror(arguments[2]);
        _exit(127);
    }
    int status;
    struct rusage usage;
    if (child < 0 || wait4(child, &status, 0, &usage) != child) {
        perror("measure");
        return 71;
    }
    FILE *file = fopen(arguments[1], "a");
    if (!file) {
        perror(arguments[1]);
        return 73;
    }
    fprintf(file, "%.4f %ld\n", seconds(usage.ru_utime) + seconds(usage.ru_stime), usage.ru_maxrss);
    fclose(file);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
